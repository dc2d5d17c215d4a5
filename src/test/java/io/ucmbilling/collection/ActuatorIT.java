package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators are told over HTTP of a site whose zone is configured wrong, and of days before its first record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActuatorIT {
    private static final Instant BEGIN = Instant.parse("2026-05-04T06:00:00Z");
    private static final Instant SINCE = BEGIN.minus(Duration.ofDays(3));
    private static final String SITE = "gen3";

    private final SettableClock clock = new SettableClock(BEGIN.plus(Duration.ofHours(20)));
    private final Database database = Database.fresh();
    private final SimulatedFleet fleet = new SimulatedFleet(3, BEGIN, 6);
    private final HttpClient client = HttpClient.newHttpClient();
    private Replica gateway;

    @BeforeAll
    void liveForTwoDays() throws IOException {
        Map<String, String> settings = fleet.settings(SINCE, FreePorts.next());
        settings.put("gateway.sites." + SITE + ".time-zone", "Europe/Berlin");
        gateway = Replica.start(database, clock, settings);
        for (int i = 0; i < 26; i++) {
            clock.advance(Duration.ofHours(2));
            fleet.advanceTo(clock.instant());
            Replica.collect(List.of(gateway));
        }
    }

    @AfterAll
    void close() {
        if (gateway != null) {
            gateway.close();
        }
        client.close();
        fleet.close();
        database.close();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + gateway.setting("local.management.port") + "/actuator/" + path);
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return JsonMapper.shared()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    /** Santiago is four hours behind UTC in May, Berlin two ahead of it. */
    @Test
    void tellsByHowMuchAZoneIsWrongAndForWhichShareOfTheLegs() throws Exception {
        JsonNode site = get("collection/" + SITE);
        assertThat(site.path("zoneErrorSeconds").asLong()).isEqualTo(-6 * 3600);
        assertThat(site.path("zoneErrorShare").asDouble()).isEqualTo(1);
    }

    /** U9: its UCM has other days in mind, so a record that did not come for a day is not one that it deleted. */
    @Test
    void takesNoRecordOfAWrongZoneForDeleted() {
        assertThat(JdbcClient.create(database.dataSource())
                        .sql("SELECT count(*) FROM departed JOIN site ON site.id = departed.site WHERE site.name = ?")
                        .param(SITE)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void tellsThatARightZoneIsRight() throws Exception {
        JsonNode site = get("collection/gen4");
        assertThat(site.path("zoneErrorSeconds").asLong(-1)).isZero();
    }

    @Test
    void tellsOfDaysThatTheUcmNeverHeld() throws Exception {
        JsonNode day = get("completeness/gen4").path("2026-05-02");
        assertThat(day.path("standing").asString()).isEqualTo("NEVER_HELD");
        assertThat(day.path("reason").asString()).isEqualTo("it lies before the first record that the UCM ever showed");
    }
}
