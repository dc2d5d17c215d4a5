package io.ucmbilling.collection;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.paging.ReadPage;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.database.DatabaseStore;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quarantine is read again (N9), however much of it a UCM has made. */
class QuarantineRetryIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);

    private final Database database = Database.fresh();
    private final DatabaseStore store = new DatabaseStore(database, CLOCK);
    private final Sites sites = store.sites();
    private final LegIntake intake = store.intake();
    private final Quarantine quarantine = store.quarantine();
    private final Site site = Served.site("https://pbx.example");
    private final QuarantineRetry reading = new QuarantineRetry(new Fleet(List.of(site)), sites, quarantine);

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    private void quarantine(List<String> raws) {
        sites.register(site.id(), LocalDate.of(2026, 1, 1));
        List<UnreadableEntry> entries =
                raws.stream().map(raw -> new UnreadableEntry(raw, "broken")).toList();
        Hold hold = sites.take(site.id()).hold();
        intake.keep(hold, List.of(), entries, null);
    }

    private static String readable(long acctId) {
        return ReadPage.json(leg(acctId).build().raw());
    }

    @Test
    void readsAllHoweverManyThereAre() {
        List<String> raws = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            raws.add(i % 100 == 0 ? readable(i) : "{\"AcctId\": broken " + i);
        }
        quarantine(raws);

        assertThat(reading.of(site.id())).isEqualTo(new QuarantineRetry.RetryCounts(2_500, 25, 0));
        assertThat(reading.of(site.id())).isEqualTo(new QuarantineRetry.RetryCounts(2_475, 0, 0));
    }

    @Test
    void tellsWhatWasCutAndLeavesIt() {
        quarantine(List.of(readable(1), "{\"AcctId\":\"" + "7".repeat(1_100_000) + "\"}"));

        assertThat(reading.of(site.id())).isEqualTo(new QuarantineRetry.RetryCounts(2, 1, 1));
        assertThat(quarantine.newest(site.id(), 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.cut()).isTrue());
    }
}
