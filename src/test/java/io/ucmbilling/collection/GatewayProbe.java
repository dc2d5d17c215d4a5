package io.ucmbilling.collection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.ucm.site.FaultKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Asks a gateway process for its counters and its export's records. */
final class GatewayProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> COUNTERS = List.of("received", "stored", "unchanged", "quarantined", "requests");

    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(RawHttps.trustingAnybody())
            .connectTimeout(PATIENCE)
            .build();
    private final int management;
    private final int export;

    GatewayProbe(int management, int export) {
        this.management = management;
        this.export = export;
    }

    /** One site's counters below {@code gateway.collection}, by name, those of its faults by kind; none is 0. */
    Map<String, Long> counted(String site) throws IOException, InterruptedException {
        Map<String, Long> counted = new HashMap<>();
        for (String name : COUNTERS) {
            counted.put(name, counted(name, site, ""));
        }
        for (FaultKind fault : FaultKind.values()) {
            String kind = fault.name().toLowerCase(Locale.ROOT);
            counted.put(kind, counted("faults", site, "&tag=kind:" + kind));
        }
        counted.values().removeIf(count -> count == 0);
        return counted;
    }

    private long counted(String name, String site, String tag) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                answer(actuator("metrics/gateway.collection." + name + "?tag=site:" + site + tag));
        return answer.statusCode() == 404
                ? 0
                : JsonMapper.shared()
                        .readTree(answer.body())
                        .at("/measurements/0/value")
                        .asLong();
    }

    /** What an actuator endpoint says. */
    String management(String endpoint) throws IOException, InterruptedException {
        return text(actuator(endpoint));
    }

    private String actuator(String endpoint) {
        return "http://127.0.0.1:" + management + "/actuator/" + endpoint;
    }

    /** What the export serves that started then or later. */
    List<CdrRecord> served(long epochSecond) throws Exception {
        List<CdrRecord> legs = new ArrayList<>();
        long offset = 0;
        for (Page page = page(epochSecond, 0); !page.isEmpty(); page = page(epochSecond, offset)) {
            for (PageEntry entry : page.entries()) {
                legs.add((CdrRecord) entry);
            }
            offset += page.items();
        }
        return legs;
    }

    private Page page(long epochSecond, long offset) throws Exception {
        String target = "/cdrapi?format=json&startTime=" + epochSecond + "&numRecords=1000&offset=" + offset;
        return PageReader.read(
                Format.JSON, text("https://127.0.0.1:" + export + target).getBytes(UTF_8));
    }

    private String text(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(url);
        if (answer.statusCode() != 200) {
            throw new IOException(url + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<String> answer(String url) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
