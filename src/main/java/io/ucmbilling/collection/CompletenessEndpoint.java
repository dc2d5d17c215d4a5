package io.ucmbilling.collection;

import io.ucmbilling.collection.LedgerPlan.Known;
import io.ucmbilling.collection.LedgerPlan.Standing;
import io.ucmbilling.store.Certificate;
import io.ucmbilling.store.Cursors;
import io.ucmbilling.store.Ledger;
import io.ucmbilling.store.Ledger.LedgerDay;
import io.ucmbilling.store.Ledger.LedgerState;
import io.ucmbilling.store.SiteProgress;
import io.ucmbilling.ucm.Fleet;
import io.ucmbilling.ucm.Site;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/** {@code /actuator/completeness/<site>?from=&to=}: what is proven of each day, and why nothing is of the others. */
@Component
@Endpoint(id = "completeness")
class CompletenessEndpoint {
    private static final int DAYS_SHOWN = 31;

    private final Fleet fleet;
    private final Cursors cursors;
    private final Ledger ledger;
    private final Clock clock;

    CompletenessEndpoint(Fleet fleet, Cursors cursors, Ledger ledger, Clock clock) {
        this.fleet = fleet;
        this.cursors = cursors;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * One day.
     *
     * @param reason why it has no certificate, or what the last look at a certified one found; null: nothing to say
     * @param checkedAt when it was last proven or checked; null: never
     * @param certificates all versions, the newest last
     */
    record DayState(
            Standing standing,
            @Nullable String reason,
            @Nullable Instant checkedAt,
            List<Certificate> certificates) {}

    /** One site's days, the newest first; null, which answers 404, for a site that is not known. */
    @ReadOperation
    @Nullable
    Map<LocalDate, DayState> days(@Selector String site, @Nullable String from, @Nullable String to) {
        Optional<Site> configured =
                fleet.sites().stream().filter(one -> one.id().equals(site)).findFirst();
        Optional<SiteProgress> progress = cursors.progress().stream()
                .filter(one -> one.site().equals(site))
                .findFirst();
        if (configured.isEmpty() || progress.isEmpty()) {
            return null;
        }
        Instant now = clock.instant();
        LedgerPlan plan =
                new LedgerPlan(configured.get().timeZone(), progress.get().since());
        LocalDate today = LocalDate.ofInstant(now, plan.zone());
        LocalDate last = earlier(today, day("to", to, today));
        LocalDate first = later(plan.since(), day("from", from, last.minusDays(DAYS_SHOWN - 1L)));
        Known known = new Known(
                ledger.newest(site, first, last),
                ledger.days(site, first, last),
                ledger.state(site).orElse(new LedgerState(null, null)));
        Map<LocalDate, DayState> days = new LinkedHashMap<>();
        for (LocalDate day = last; !day.isBefore(first); day = day.minusDays(1)) {
            days.put(day, state(site, day, plan, known, now));
        }
        return days;
    }

    private DayState state(String site, LocalDate day, LedgerPlan plan, Known known, Instant now) {
        Standing standing = plan.standing(day, known, now);
        LedgerDay looked = known.days().get(day);
        String note = looked == null ? null : looked.note();
        return new DayState(
                standing,
                note == null ? reason(standing) : note,
                looked == null ? null : looked.seenAt(),
                standing == Standing.CERTIFIED ? ledger.versions(site, day) : List.of());
    }

    private static @Nullable String reason(Standing standing) {
        return switch (standing) {
            case OPEN -> "not over for six hours yet";
            case SETTLED -> "to be proven next, once the first collection is done";
            case LOST -> "the UCM no longer held the day when it was to be proven";
            case CERTIFIED -> null;
        };
    }

    private static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
        try {
            return text == null || text.isBlank() ? otherwise : LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw new InvalidEndpointRequestException(
                    name + ": found " + text + ", expected a day such as 2026-03-02", name + " is no day");
        }
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
