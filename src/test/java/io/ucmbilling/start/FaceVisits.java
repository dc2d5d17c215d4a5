package io.ucmbilling.start;

import io.ucmbilling.testing.DigestClient;
import io.ucmbilling.testing.RawHttps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests of every face, as its clients send them: records in each format, recordings, the REST view, the management.
 *
 * @param application port of the REST view
 * @param management port
 * @param export port
 * @param key of a client of the REST view that may ask for everything
 */
record FaceVisits(HttpClient http, int application, int management, int export, String key) {
    /** Of the export. */
    static final String USERNAME = "cdrapi";

    static final String PASSWORD = "cdrapi123";

    private static final Pattern CALL = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f]{32})\"");
    private static final Pattern FILE = Pattern.compile("(?m)^([^,\\n]+),([^,\\n]+\\.wav)\\s*$");
    private static final String BASIC = "Authorization: Basic "
            + Base64.getEncoder().encodeToString((USERNAME + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private static final List<String> RECORDS = List.of(
            "/cdrapi?format=csv&numRecords=1000",
            "/cdrapi?format=json&numRecords=1000&offset=100",
            "/cdrapi?format=xml&numRecords=200",
            "/cdrapi?format=json&caller=10*&minDur=5&maxDur=600",
            "/cdrapi?format=csv&startTime=2020-01-01&endTime=now&callee=1001,1002-1010");

    private static final List<String> CALLS = List.of(
            "/calls?order=-startedAt&limit=100",
            "/calls?direction=INBOUND,OUTBOUND&minBillable=1&limit=100",
            "/calls?party=10*&limit=100&count=true",
            "/legs?limit=100",
            "/usage?groupBy=day,direction",
            "/usage?groupBy=extension&top=10",
            "/changes?limit=1000",
            "/sites");

    private static final List<String> MANAGEMENT = List.of(
            "/actuator/health",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/metrics",
            "/actuator/prometheus",
            "/actuator/collection");

    /** Asks each of them once. Answers that are no success are an error. */
    void round() throws IOException, InterruptedException {
        for (String target : RECORDS) {
            exported(BASIC, target);
            exported(digest(target), target);
        }
        recordings();
        String calls = "";
        for (String target : CALLS) {
            calls += rest(target, "application/json");
        }
        rest("/calls?direction=OUTBOUND", "text/csv");
        Matcher call = CALL.matcher(calls);
        if (call.find()) {
            rest("/calls/" + call.group(1), "application/json");
        }
        get(application, "/openapi.json", "application/json");
        for (String target : MANAGEMENT) {
            get(management, target, "application/json");
        }
    }

    private void recordings() throws IOException {
        List<String> directories = exported(BASIC, "/recapi").lines().skip(1).toList();
        for (String line : directories.subList(0, Math.min(2, directories.size()))) {
            String directory = line.replaceFirst(",.*", "").strip();
            Matcher file = FILE.matcher(exported(BASIC, "/recapi?filedir=" + directory));
            if (file.find()) {
                exported(BASIC, "/recapi?filedir=" + file.group(1) + "&filename=" + file.group(2));
            }
        }
    }

    private String digest(String target) {
        RawHttps.Answer challenge = RawHttps.get(export, target);
        return DigestClient.answering(challenge, USERNAME, PASSWORD).header("GET", target, 1);
    }

    private String exported(String authorization, String target) throws IOException {
        RawHttps.Answer answer = RawHttps.get(export, target, authorization);
        return answered(answer.status(), answer.text(), target);
    }

    private String rest(String target, String type) throws IOException, InterruptedException {
        return get(application, "/api/v1" + target, type);
    }

    private String get(int port, String target, String type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .header("Authorization", "Bearer " + key)
                .header("Accept", type + ", */*;q=0.1")
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        return answered(answer.statusCode(), answer.body(), target);
    }

    private static String answered(int status, String body, String target) throws IOException {
        if (status != 200) {
            throw new IOException(target + " was answered " + status + ", expected 200: " + body);
        }
        return body;
    }
}
