package io.ucmbilling.collection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.testing.RawHttps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a gateway process for its counters and its export's records. */
final class GatewayProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern COUNTER = Pattern.compile(
            "(?m)^gateway_collection_(received|stored|unchanged|quarantined|requests|faults)_total\\{(.*)} (\\S+)$");

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

    /** Returns all counters below {@code gateway.collection}, by site and name, as in {@code honest stored}, and faults by their kind. */
    Map<String, Long> counted() throws IOException, InterruptedException {
        Map<String, Long> counted = new HashMap<>();
        Matcher counter = COUNTER.matcher(management("prometheus"));
        while (counter.find()) {
            String labels = counter.group(2);
            String name = counter.group(1).equals("faults") ? label(labels, "kind") : counter.group(1);
            counted.merge(
                    label(labels, "site") + " " + name,
                    Double.valueOf(counter.group(3)).longValue(),
                    Long::sum);
        }
        return counted;
    }

    private static String label(String labels, String name) {
        Matcher label = Pattern.compile("(?:^|,)" + name + "=\"([^\"]*)\"").matcher(labels);
        if (!label.find()) {
            throw new AssertionError("found no " + name + " in " + labels);
        }
        return label.group(1);
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
