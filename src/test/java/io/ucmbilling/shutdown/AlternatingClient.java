package io.ucmbilling.shutdown;

import io.ucmbilling.testing.DigestClient;
import io.ucmbilling.testing.RawHttps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that asks the one replica and the other in turn, with whatever the one before has given it. */
final class AlternatingClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<ReplicaProcess> replicas;
    private final String key;
    private final HttpClient http = HttpClient.newHttpClient();
    private int turn;

    AlternatingClient(List<ReplicaProcess> replicas, String key) {
        this.replicas = List.copyOf(replicas);
        this.key = key;
    }

    private int port(Face face) {
        return replicas.get(turn++ % replicas.size()).port(face);
    }

    /** Walks all records of the export, with one nonce of one replica. Returns their lines. */
    List<String> records(int pageSize) throws IOException {
        DigestClient digest = DigestClient.answering(RawHttps.get(port(Face.EXPORT), "/cdrapi"), "legacy", "legacy123");
        List<String> records = new ArrayList<>();
        for (int page = 1; ; page++) {
            String target = "/cdrapi?format=csv&numRecords=" + pageSize + "&offset=" + records.size();
            RawHttps.Answer answer = RawHttps.get(port(Face.EXPORT), target, digest.header("GET", target, page));
            if (answer.status() != 200) {
                throw new IOException("page " + page + ": " + answer.status());
            }
            List<String> lines = answer.text().lines().skip(1).toList();
            if (lines.isEmpty()) {
                return records;
            }
            records.addAll(lines);
        }
    }

    /** Walks a list of the REST view. Returns the ids of its items. */
    List<String> ids(String path) throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = get(path + cursor);
            page.get("items").forEach(item -> ids.add(item.get("id").asString()));
            if (!page.hasNonNull("next")) {
                return ids;
            }
            cursor = "&cursor=" + page.get("next").asString();
        }
    }

    /** Follows the feed from its beginning. Returns the calls that it tells of. */
    List<String> changed(int limit) throws Exception {
        List<String> changed = new ArrayList<>();
        JsonNode page = get("/api/v1/changes?limit=" + limit);
        while (true) {
            page.get("items").forEach(item -> changed.add(item.get("subject").asString()));
            if (!page.get("more").asBoolean()) {
                return changed;
            }
            page = get("/api/v1/changes?limit=" + limit + "&after="
                    + page.get("next").asString());
        }
    }

    private JsonNode get(String target) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(Face.REST) + target))
                        .header("Authorization", "Bearer " + key)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(target + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
