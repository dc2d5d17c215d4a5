package io.ucmbilling.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follower of the feed over HTTP. It keeps each call as it was last told, and of where it is only {@code next}. What does not answer it
 * asks again; if its position is gone it forgets all and follows from the beginning.
 */
final class FeedReader implements Runnable {
    private final Replicas replicas;
    private final Question question;
    /** What each event was, by its id, of all readers that are shown the same. */
    private final Map<String, JsonNode> events;

    private final Map<String, JsonNode> calls = new ConcurrentHashMap<>();
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private String next = "";
    private volatile int unavailable;
    private volatile int gone;

    /**
     * What a reader asks.
     *
     * @param query such as {@code limit=50&wait=2}
     * @param sites whose calls it is shown
     */
    record Question(String client, String query, List<String> sites) {}

    /** @param events by their ids, to be shared by readers that are shown the same */
    FeedReader(Replicas replicas, Question question, Map<String, JsonNode> events) {
        this.replicas = replicas;
        this.question = question;
        this.events = events;
    }

    List<String> sites() {
        return question.sites();
    }

    /** Returns how often it was told that there is no database, and asked again. */
    int unavailable() {
        return unavailable;
    }

    /** Returns how often its position was gone. */
    int gone() {
        return gone;
    }

    /** Returns the versions of the calls that there are of those sites, by id. */
    Map<String, Integer> versions(Set<String> sites) {
        return calls.values().stream()
                .filter(call -> sites.contains(call.get("site").asString()))
                .collect(Collectors.toMap(
                        call -> call.get("id").asString(),
                        call -> call.get("version").intValue()));
    }

    /** Lets it wait no more, and end as soon as it is told that there is no more. */
    void end() {
        ending.countDown();
    }

    /** Follows until it may end. */
    @Override
    public void run() {
        boolean last;
        boolean more;
        do {
            last = ending.getCount() == 0;
            more = ask();
        } while (!last || more);
    }

    /** Follows until it is told that there is no more. */
    void catchUp() {
        while (ask()) {
            // There may be more.
        }
    }

    private boolean ask() {
        HttpResponse<String> answer;
        try {
            answer = replicas.ask(question.client(), "/api/v1/changes?" + query(), "application/json");
        } catch (IOException e) {
            return true; // The replica is gone, so another one is asked.
        }
        if (answer.statusCode() == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            unavailable++;
            return true;
        }
        if (answer.statusCode() == 410) {
            gone++;
            next = "";
            calls.clear();
            versions.clear();
            return true;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode changes = RestGateway.json(answer);
        changes.get("items").forEach(this::take);
        next = changes.get("next").asString();
        return changes.get("more").booleanValue() || !changes.get("items").isEmpty();
    }

    private String query() {
        String query = ending.getCount() == 0 ? question.query().replaceFirst("&?wait=\\d+", "") : question.query();
        return next.isEmpty() ? query : query + "&after=" + next;
    }

    /** No version comes after a higher one of the same call, nor twice; and no event's name is ever another's. */
    private void take(JsonNode event) {
        JsonNode data = event.get("data");
        String id = data.get("id").asString();
        int version = data.get("version").intValue();
        assertThat(version).as(id).isGreaterThan(versions.getOrDefault(id, 0));
        JsonNode same = events.putIfAbsent(event.get("id").asString(), data);
        assertThat(same == null || same.equals(data))
                .as(() -> event + " was " + same)
                .isTrue();
        versions.put(id, version);
        if (event.get("type").asString().equals("call.removed")) {
            calls.remove(id);
        } else {
            calls.put(id, data);
        }
    }

    /** It has exactly the calls that the list of calls has for its client and site, member by member. */
    void compareWithCalls() throws IOException {
        String list = "/api/v1/calls?site=" + String.join(",", sites());
        HttpResponse<String> answer = replicas.ask(question.client(), list, "application/x-ndjson");
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, JsonNode> kept = answer.body()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .collect(Collectors.toMap(call -> call.get("id").asString(), call -> call));

        assertThat(kept).isNotEmpty();
        assertThat(calls.keySet()).containsExactlyInAnyOrderElementsOf(kept.keySet());
        kept.forEach((id, call) -> assertThat(calls.get(id)).isEqualTo(call));
    }
}
