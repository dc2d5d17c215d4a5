package io.ucmbilling.testing.ucm;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The JDK's two HTTP clients, trusting anyone: the plain ones that the simulated UCM is tried with. */
final class UcmClient implements AutoCloseable {
    private static final SSLContext TRUSTS_ANYONE = trustAnyone();

    private final SimulatedUcm ucm;
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(TRUSTS_ANYONE).build();

    private Duration patience = Duration.ofMinutes(1);

    UcmClient(SimulatedUcm ucm) {
        this.ucm = ucm;
    }

    /** Gives up after that time without an answer; a minute unless told. */
    UcmClient patience(Duration patience) {
        this.patience = patience;
        return this;
    }

    /** Without credentials. */
    HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return client.send(request(target).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String target) throws IOException, InterruptedException {
        return client.send(request(target).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** By POST, which this client does not try again by itself when the connection breaks. */
    HttpResponse<String> form(String variables) throws IOException, InterruptedException {
        return client.send(
                request("/cdrapi")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(variables))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The body as it comes. */
    HttpResponse<InputStream> stream(String target) throws IOException, InterruptedException {
        return client.send(request(target).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Sends text as JSON to {@code /api}. */
    String post(String json) throws IOException, InterruptedException {
        return client.send(
                        request("/api")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The cookie, or the status of a refusal. */
    String login(String password) throws IOException, InterruptedException {
        String challenge = between(
                post("{\"request\":{\"action\":\"challenge\",\"user\":\"cdrapi\",\"version\":\"1.0\"}}"),
                "\"challenge\":\"",
                "\"");
        String answer = post("{\"request\":{\"action\":\"login\",\"user\":\"cdrapi\",\"token\":\""
                + Account.md5(challenge + password) + "\"}}");
        return answer.contains("cookie") ? between(answer, "\"cookie\":\"", "\"") : between(answer, "\"status\":", "}");
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(ucm.url() + target)).timeout(patience);
    }

    /** With the JDK's own Basic and Digest; the status, and the body of a 200. */
    String signedIn(String target, String password) throws IOException {
        HttpsURLConnection connection =
                (HttpsURLConnection) URI.create(ucm.url() + target).toURL().openConnection();
        connection.setSSLSocketFactory(TRUSTS_ANYONE.getSocketFactory());
        connection.setHostnameVerifier((host, session) -> true);
        connection.setAuthenticator(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("cdrapi", password.toCharArray());
            }
        });
        int status;
        try {
            status = connection.getResponseCode();
        } catch (java.net.ProtocolException refusedTooOften) {
            return "401";
        }
        return status == 200
                ? new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                : Integer.toString(status);
    }

    private static SSLContext trustAnyone() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
