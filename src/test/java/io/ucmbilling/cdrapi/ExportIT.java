package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.database.SharedSecret;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.database.DatabaseStore;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports over a real PostgreSQL: what depends on what is kept. */
class ExportIT {
    private static final List<CdrRecord> CALLS = Gateway.records("gen4/nested-right.json");

    @ParameterizedTest
    @CsvSource({"gen3/nested-main-sub.json, 33", "gen4/nested-right.json, 44"})
    void givesBackEveryLegCharacterForCharacter(String sample, int shape) {
        List<CdrRecord> records = Gateway.records(sample);
        try (KeptLegs legs = new KeptLegs().keep("branch-b", records);
                Gateway gateway = Gateway.open(legs.legs(), "billing.sites", "branch-b", "billing.shape", shape)) {
            List<String> served = lines(gateway, "format=xml");

            assertThat(served).hasSameSizeAs(records);
            for (CdrRecord record : records) {
                assertThat(served)
                        .anyMatch(line -> line.contains("<AcctId>" + record.text(Field.ACCT_ID) + "</AcctId>")
                                && line.contains("<uniqueid>" + record.text(Field.UNIQUEID) + "</uniqueid>")
                                && line.contains("<action_type>" + record.text(Field.ACTION_TYPE) + "</action_type>"));
            }
        }
    }

    /** S3: items that are calls, in the order of their first leg; pages of items make the whole. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 1000})
    void countsCallsWhereItemsNest(int size) {
        try (KeptLegs legs = new KeptLegs().keep("branch-b", CALLS);
                Gateway gateway = Gateway.open(legs.legs(), "billing.sites", "branch-b", "billing.shape", 44)) {
            List<JsonNode> walked = new ArrayList<>();
            List<JsonNode> page = items(gateway, "numRecords=" + size);
            while (!page.isEmpty()) {
                walked.addAll(page);
                page = items(gateway, "numRecords=" + size + "&offset=" + walked.size());
            }

            assertThat(walked.stream().map(ExportIT::legs)).containsExactly(3, 2, 1, 5, 1, 2);
        }
    }

    /** S5: a flat item has as many keys as the shape's number. */
    @ParameterizedTest
    @ValueSource(ints = {22, 27, 33, 44})
    void givesAFlatItemAsManyKeysAsItsShapeSays(int shape) {
        try (KeptLegs legs = new KeptLegs().keep("branch-a", Gateway.records("guide-example.json"));
                Gateway gateway = Gateway.open(legs.legs(), "billing.shape", shape)) {
            assertThat(items(gateway, "numRecords=1").getFirst().size()).isEqualTo(shape);
        }
    }

    /** S4, S3: over several sites AcctId is the gateway's own number, unique; the order is that of the starts. */
    @Test
    void numbersTheLegsOfSeveralSitesAnew() {
        List<CdrRecord> records = Gateway.records("guide-example.json");
        try (KeptLegs legs = new KeptLegs().keep("branch-a", records).keep("branch-b", records);
                Gateway gateway = Gateway.open(legs.legs(), "billing.sites", "branch-a,branch-b")) {
            List<JsonNode> items = items(gateway, "");

            assertThat(items).hasSize(6);
            assertThat(items.stream()
                            .map(item -> item.get("AcctId").stringValue())
                            .distinct())
                    .hasSize(6);
            assertThat(items.stream().map(item -> item.get("start").stringValue()))
                    .containsExactly(
                            "2013-12-03 11:46:40",
                            "2013-12-03 14:01:41",
                            "2013-12-03 14:02:23",
                            "2013-12-03 11:46:40",
                            "2013-12-03 14:01:41",
                            "2013-12-03 14:02:23");
        }
    }

    @Test
    void showsASiteNothingOfAnother() {
        List<CdrRecord> records = Gateway.records("guide-example.json");
        try (KeptLegs legs = new KeptLegs().keep("branch-a", records).keep("branch-b", CALLS);
                Gateway gateway = Gateway.open(legs.legs())) {
            assertThat(ask(gateway, "format=csv").body()).isEqualTo(Samples.bytes("guide-example.csv"));
        }
    }

    @Test
    void answersEmptyBeforeAnythingWasCollected() {
        try (KeptLegs legs = new KeptLegs();
                Gateway gateway = Gateway.open(legs.legs())) {
            assertThat(ask(gateway, "format=json").text()).isEqualTo(Samples.text("empty/gen1.json"));
        }
    }

    @Test
    void tellsThatTheDatabaseIsAwayAndRecovers() {
        try (Database.Own own = Database.own();
                DatabaseStore store =
                        new DatabaseStore(own.database().migrated(), Clock.fixed(Gateway.NOW, ZoneOffset.UTC));
                Gateway gateway = Gateway.open(store.legs())) {
            assertThat(ask(gateway, "").status()).isEqualTo(200);

            own.stop();
            assertThat(ask(gateway, "").status()).isEqualTo(503);
            assertThat(ask(gateway, "").header("Retry-After")).isNotEmpty();

            own.start();
            assertThat(ask(gateway, "").status()).isEqualTo(200);
        }
    }

    /** S1.3: any replica takes another's nonce. */
    @Test
    void sharesTheKeyOfNoncesWithEveryReplica() {
        try (Database database = Database.fresh()) {
            List<byte[]> keys = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(replica -> new SharedSecret(database.dataSource()).read())
                    .toList();

            assertThat(keys).allSatisfy(key -> assertThat(key).hasSize(32).isEqualTo(keys.getFirst()));
        }
    }

    private static Answer ask(Gateway gateway, String query) {
        return RawHttps.get(gateway.port(), "/cdrapi" + (query.isEmpty() ? "" : "?" + query));
    }

    private static List<String> lines(Gateway gateway, String query) {
        return ask(gateway, query)
                .text()
                .lines()
                .filter(line -> line.startsWith("<cdr>"))
                .toList();
    }

    private static List<JsonNode> items(Gateway gateway, String query) {
        JsonNode page = JsonMapper.shared()
                .readTree(ask(gateway, "format=json" + (query.isEmpty() ? "" : "&" + query))
                        .text());
        return page.values().iterator().next().values().stream().toList();
    }

    private static int legs(JsonNode item) {
        return (int) Stream.iterate(1, i -> i + 1)
                        .takeWhile(i -> item.has("sub_cdr_" + i))
                        .count()
                + (item.has("main_cdr") ? 0 : 1);
    }
}
