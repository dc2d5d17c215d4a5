package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.Samples;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clients that consumers of a UCM use, as they are, against an export over a real PostgreSQL. */
class ClientsIT {
    private static final String USER = Gateway.USERNAME + ":" + Gateway.PASSWORD;
    private static final String PYTHON = """
        import ssl, sys, urllib.request
        url, password = sys.argv[1], sys.argv[2]
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, 'cdrapi', password)
        context = ssl._create_unverified_context()
        opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=context), urllib.request.%s(passwords))
        for _ in range(3):
            body = opener.open(url).read()
        sys.stdout.buffer.write(body)
        """;

    private static final String RECORDING = "auto-1414771234-1000-1004.wav";
    private static final byte[] WAV = "RIFF".repeat(50_000).getBytes(StandardCharsets.US_ASCII);

    private static KeptLegs legs;
    private static Gateway gateway;
    private static String base;

    @BeforeAll
    static void start() {
        legs = new KeptLegs().keep("branch-a", Gateway.records("guide-example.json"));
        gateway = new Gateway(
                legs.legs(),
                new FakeRecordings()
                        .keep("branch-a", "monitor/" + RECORDING, WAV)
                        .keep("branch-a", "monitor/b.wav", WAV),
                Clock.fixed(Gateway.NOW, ZoneOffset.UTC),
                Gateway.billing("billing.sites", "branch-a"));
        base = "https://127.0.0.1:" + gateway.port();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        legs.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--digest", "--anyauth", "--basic"})
    void curlReads(String scheme) {
        String url = base + "/cdrapi?format=json";

        assertThat(curl(scheme, "-u", USER, url)).isEqualTo(Samples.text("guide-example.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--digest", "--anyauth", "--basic"})
    void curlReadsSeveralPagesOverOneConnection(String scheme) {
        String[] pages = Stream.of(0, 1, 2)
                .map(offset -> base + "/cdrapi?numRecords=1&offset=" + offset)
                .toArray(String[]::new);

        assertThat(curl(append(pages, scheme, "-u", USER))).contains("\n62,", "\n63,", "\n64,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--digest", "--anyauth", "--basic"})
    void curlPostsAForm(String scheme) {
        assertThat(curl(scheme, "-u", USER, "-d", "format=xml", base + "/cdrapi"))
                .isEqualTo(Samples.text("guide-example.xml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--digest", "--anyauth", "--basic"})
    void curlWithAWrongPasswordIsRefused(String scheme) {
        assertThat(curl(scheme, "-u", "cdrapi:wrong", "-w", "%{http_code}", base + "/cdrapi"))
                .isEqualTo("401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", ":", "[", "]", "{", "}", "|", "^", "\"", "\\", "\"a\", nc=\"1\""})
    void curlSendsRawCharacters(String characters) {
        String url = base + "/cdrapi?format=xml&caller=" + characters.replace(" ", "+");

        assertThat(curl("--digest", "-g", "-u", USER, "-o", "/dev/null", "-w", "%{http_code}", url))
                .isEqualTo("200");
    }

    @Test
    void curlReadsABaseUrlThatEndsInASlash() {
        assertThat(curl("--digest", "--path-as-is", "-u", USER, base + "//cdrapi"))
                .isEqualTo(Samples.text("guide-example.csv"));
    }

    @Test
    void curlReadsHeadersAlone() {
        assertThat(curl("--digest", "-I", "-u", USER, base + "/cdrapi"))
                .contains("HTTP/1.1 200", "Content-Type: text/csv;charset=UTF-8")
                .doesNotContain("AcctId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--digest", "--anyauth", "--basic"})
    void curlFetchesARecordingUnderItsName(String scheme, @TempDir Path folder) throws IOException {
        String url = base + "/recapi?filedir=monitor&filename=" + RECORDING + "@";

        curl(scheme, "-u", USER, "-OJ", "--output-dir", folder.toString(), url);
        assertThat(folder.resolve(RECORDING)).hasBinaryContent(WAV);
    }

    /** What was broken off is gone on with. */
    @Test
    void curlGoesOnWithARecording(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("part.wav"), Arrays.copyOf(WAV, 70_000));

        curl("--digest", "-u", USER, "-C", "-", "-o", file.toString(), base + "/recapi?filename=" + RECORDING);
        assertThat(file).hasBinaryContent(WAV);
    }

    @Test
    void curlFetchesATarByAForm(@TempDir Path folder) throws IOException {
        String form = "filename=" + RECORDING + "@b.wav";

        curl("--anyauth", "-u", USER, "-OJ", "--output-dir", folder.toString(), "-d", form, base + "/recapi");
        Path tar = folder.resolve(Gateway.NOW.getEpochSecond() + ".tar");
        assertThat(run("tar", "-xf", tar.toString(), "-C", folder.toString())).isEmpty();
        assertThat(folder.resolve("b.wav")).hasBinaryContent(WAV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPDigestAuthHandler", "HTTPBasicAuthHandler"})
    void pythonReads(String handler) {
        assertThat(run("python3", "-c", PYTHON.formatted(handler), base + "/cdrapi?format=json", Gateway.PASSWORD))
                .isEqualTo(Samples.text("guide-example.json"));
    }

    @Test
    void pythonWithAWrongPasswordIsRefused() {
        assertThat(run("python3", "-c", PYTHON.formatted("HTTPDigestAuthHandler"), base + "/cdrapi", "wrong"))
                .contains("401");
    }

    @Test
    void javasHttpClientReads() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(RawHttps.trustingAnybody())
                .authenticator(new Known())
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "/cdrapi?format=json")).build();

        for (int i = 0; i < 3; i++) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .isEqualTo(Samples.bytes("guide-example.json"));
        }
    }

    @Test
    void javasUrlConnectionReads() throws IOException {
        for (int i = 0; i < 3; i++) {
            HttpsURLConnection connection = (HttpsURLConnection)
                    URI.create(base + "/cdrapi?format=json").toURL().openConnection();
            connection.setSSLSocketFactory(RawHttps.trustingAnybody().getSocketFactory());
            connection.setHostnameVerifier((host, session) -> true);
            connection.setAuthenticator(new Known());

            assertThat(connection.getInputStream().readAllBytes()).isEqualTo(Samples.bytes("guide-example.json"));
        }
    }

    private static final class Known extends Authenticator {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(Gateway.USERNAME, Gateway.PASSWORD.toCharArray());
        }
    }

    private static String curl(String... arguments) {
        return run(append(arguments, "curl", "-sk", "--max-time", "20"));
    }

    /** The first ones, then the last ones in front of them. */
    private static String[] append(String[] last, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return output;
        } catch (IOException e) {
            assumeTrue(false, command[0] + " is not on this machine: " + e.getMessage());
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
