package io.ucmbilling.shutdown;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Simulated UCMs on which people call all the time, each one of {@code site-0}, {@code site-1} and so on. */
final class CallingFleet implements AutoCloseable {
    private static final int CALLS_PER_HOUR = 3600;
    private static final Clock CLOCK = Clock.systemUTC();

    private final List<SimulatedUcm> ucms = new ArrayList<>();
    private boolean silent;
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();

    CallingFleet(int sites) {
        Instant now = CLOCK.instant();
        for (int i = 0; i < sites; i++) {
            Pbx pbx = Pbx.seeded(i)
                    .generation(3)
                    .begin(now.minus(Duration.ofHours(3)))
                    .callsPerHour(60)
                    .build();
            pbx.advanceTo(now);
            pbx.callsPerHour(CALLS_PER_HOUR);
            ucms.add(SimulatedUcm.over(pbx).clock(CLOCK).start());
        }
        var _ = time.scheduleAtFixedRate(this::advance, 0, 200, TimeUnit.MILLISECONDS);
    }

    private synchronized void advance() {
        if (!silent) {
            ucms.forEach(ucm -> ucm.pbx().advanceTo(CLOCK.instant()));
        }
    }

    /** Returns the settings of a gateway in front of it, which asks each second. */
    List<String> settings() {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < ucms.size(); i++) {
            String site = "--gateway.sites.site-" + i + ".";
            settings.add(site + "url=" + ucms.get(i).url());
            settings.add(site + "username=cdrapi");
            settings.add(site + "password=cdrapi123");
            settings.add(site + "time-zone=" + ucms.get(i).pbx().zone());
            settings.add(site + "tls.trust=any");
            settings.add(site + "poll-interval=1s");
        }
        return settings;
    }

    /** From now on no call begins or ends, so that no record comes any more. */
    synchronized void fallSilent() {
        silent = true;
    }

    /** People call again. */
    synchronized void call() {
        silent = false;
    }

    /** Returns a word for each record that the UCMs show. */
    List<String> shown() {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < ucms.size(); i++) {
            for (CdrRecord leg : ucms.get(i).pbx().shown()) {
                shown.add("site-" + i + "|" + leg.text(Field.SESSION) + "|" + leg.text(Field.ACCT_ID) + "|"
                        + leg.text(Field.START));
            }
        }
        return shown;
    }

    /** Returns the same of each leg that is kept. */
    static List<@Nullable String> kept(JdbcClient sql) {
        return sql.sql("SELECT site.name || '|' || session || '|' || acct_id || '|' || start FROM leg JOIN site ON"
                        + " site.id = leg.site")
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        time.shutdownNow();
        ucms.forEach(SimulatedUcm::close);
    }
}
