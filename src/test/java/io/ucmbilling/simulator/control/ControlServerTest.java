package io.ucmbilling.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.simulator.fleet.Firmware;
import io.ucmbilling.simulator.fleet.FleetPlan;
import io.ucmbilling.simulator.fleet.SimulatedFleet;
import io.ucmbilling.simulator.fleet.WayIn;
import io.ucmbilling.testing.Documents;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.ucm.Fault;
import io.ucmbilling.testing.ucm.HostileAnswer;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import io.ucmbilling.testing.ucm.SimulatedUcmBuilder.Wrapping;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlServerTest {
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");
    private final HttpClient client = HttpClient.newHttpClient();
    private SimulatedFleet fleet;
    private ControlServer control;

    @BeforeEach
    void start() throws IOException {
        fleet = SimulatedFleet.start(
                new FleetPlan(
                        2,
                        InetAddress.getLoopbackAddress(),
                        0,
                        List.of(Firmware.FIELDS_33, Firmware.FIELDS_22),
                        List.of(ZoneId.of("America/Chicago")),
                        1,
                        WayIn.DIGEST,
                        new FleetPlan.Account("cdrapi", "cdrapi123"),
                        Instant.parse("2026-03-02T09:00:00Z"),
                        1,
                        100,
                        0,
                        true,
                        Paging.SEEN,
                        Wrapping.RESPONSE),
                null);
        control = ControlServer.start(fleet, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        control.close();
        client.close();
        fleet.close();
    }

    /** Every line of the document, in its order; curl's -f makes an error of any refusal. */
    @Test
    void understandsEveryLineOfTheDocument() throws Exception {
        String script = String.join("", Documents.found(SHELL, Documents.text(Path.of("src/docs/simulator.md"))))
                .replaceAll("(?m)^.*java -jar.*$", "")
                .replace(":8089", ":" + control.port())
                .replace(":8443", ":" + ucm().port());
        Process shell = new ProcessBuilder("bash", "-euxc", script)
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).as(output).isZero();
        assertThat(script.lines().filter(line -> line.startsWith("curl"))).hasSizeGreaterThan(20);
        assertThat(output).contains("\"AcctId\"", "fingerprint-sha256", "\"deleted\"");
    }

    @Test
    void makesACallToOrder() throws Exception {
        int before = ucm().pbx().shownCount();

        String answer = send(
                "POST",
                "/ucms/ucm-0001/calls",
                "{\"direction\": \"OUTBOUND\", \"talk\": 65, \"recorded\": true, \"transfer\": \"1004\"}");

        assertThat(answer).contains("\"billsec\" : \"65\"", "\"dst\" : \"1004\"", "auto-", "\"2026-03-02 02:57:45\"");
        assertThat(ucm().pbx().shownCount()).isEqualTo(before + 2);
    }

    @Test
    void ordersForAllUcms() throws Exception {
        assertThat(send("DELETE", "/ucms/all/records", "")).contains("\"ucms\" : 2");
        assertThat(fleet.members())
                .allSatisfy(member -> assertThat(member.ucm().pbx().shown()).isEmpty());
    }

    @Test
    void namesFaultsOfOneKindAlone() {
        List<String> names = Kinds.all().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.naturalOrder())
                .toList();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Fault.values()).map(Fault::name)).allMatch(Kinds::isFault);
        assertThat(Arrays.stream(HostileAnswer.values()).map(answer -> "HOSTILE_" + answer.name()))
                .allMatch(Kinds::isHostile);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        POST   | /ucms/ucm-0009/calls      | {}                     | UCM: found ucm-0009, expected one of ucm-0001 to ucm-0002
        POST   | /ucms/ucm-0001/calls      | {"tlak": 5}            | body: found tlak, expected one of direction,
        POST   | /ucms/ucm-0001/calls      | {"talk": -5}           | talk: found -5, expected a whole number, 0 to 86400
        POST   | /ucms/ucm-0001/calls      | {"direction": "UP"}    | direction: found \\"UP\\", expected one of INTERNAL,
        POST   | /ucms/ucm-0001/faults     | {"kind": "SNOW"}       | kind: found SNOW, expected one that GET /kinds tells
        POST   | /ucms/ucm-0001/faults     | {"kind": "SLOW", "rate": 2} | rate: found 2, expected a number, 0 to 1.0
        POST   | /ucms/ucm-0001/clock      | {"shift": "soon"}      | shift: found \\"soon\\", expected a text like
        PUT    | /ucms/ucm-0001/deviations | ["SNOW"]               | deviation: found SNOW, expected one of NO_CHALLENGE,
        PUT    | /ucms/ucm-0001/deviations | {                      | body: found no JSON, expected JSON
        GET    | /snow                     | {}                     | found GET /snow, expected one of GET /ucms,
        """)
    void saysWhatIsWrong(String method, String path, String body, String error) throws Exception {
        assertThat(send(method, path, body)).contains("\"error\" : \"" + error);
    }

    @Test
    void refusesAWebPage() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/ucms"))
                .header("Origin", "https://elsewhere.example")
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    private SimulatedUcm ucm() {
        return fleet.members().getFirst().ucm();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + control.port() + path);
    }

    private String send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
