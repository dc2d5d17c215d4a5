package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.ledger.DayStandings.Standing;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.ledger.Ledger.Late;
import io.ucmbilling.store.ledger.LedgerDay;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/completeness/<site>?from=&to=}: the certificates of each day, or why it has none. POST to
 * {@code /actuator/completeness/<site>/<day>} has a certified day read whole once more.
 */
@Component
@Endpoint(id = "completeness")
record CompletenessEndpoint(SiteDays siteDays, Ledger ledger, Clock clock) {
    private static final int DAYS_SHOWN = 31;

    /**
     * One day.
     *
     * @param reason why it has no certificate, or what the last look at a certified one found; null: nothing to say
     * @param checkedAt when it was last proven or checked; null: never
     * @param readAt when it was last read whole; null: never
     * @param late legs that appeared behind later ones, and how long after its start the latest; null: none
     * @param certificates all versions, the newest last
     */
    record DayState(
            Standing standing,
            @Nullable String reason,
            @Nullable Instant checkedAt,
            @Nullable Instant readAt,
            @Nullable Late late,
            List<Certificate> certificates) {}

    /**
     * Answers with one site's days, the newest first: a map by day. With 404 if the site is not known, with 400 and the reason if a
     * bound is no day.
     */
    @ReadOperation
    WebEndpointResponse<?> days(@Selector String site, @Nullable String from, @Nullable String to) {
        DayStandings standings = siteDays.standings(site).orElse(null);
        if (standings == null) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), standings.zone());
        LocalDate until = day(to, today);
        LocalDate last = until == null ? today : Collections.min(List.of(today, until));
        LocalDate first = day(from, last.minusDays(DAYS_SHOWN - 1L));
        if (until == null || first == null) {
            return until == null ? noDay("to", to) : noDay("from", from);
        }
        return new WebEndpointResponse<>(
                days(site, standings, Collections.max(List.of(standings.since(), first)), last));
    }

    /**
     * Asks for a day to be read whole and compared by its content, which is done within ten minutes. Answers with the
     * day's state, with 404 if the site is not known, with 400 and the reason if the day cannot be asked for.
     */
    @WriteOperation
    WebEndpointResponse<?> read(@Selector String site, @Selector String day) {
        DayStandings standings = siteDays.standings(site).orElse(null);
        if (standings == null) {
            // Null would be told as 204 here: actuator makes 404 of it for GET alone.
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        LocalDate asked = parsed(day);
        if (asked == null) {
            return noDay("day", day);
        }
        if (asked.isBefore(standings.since())) {
            return refusal("day: found " + asked + ", expected " + standings.since() + " (since) or later");
        }
        if (!ledger.newest(site, asked, asked).containsKey(asked)) {
            return refusal("day: found " + asked + ", which has no certificate, expected one that has");
        }
        ledger.askToRead(site, asked, clock.instant());
        return new WebEndpointResponse<>(days(site, standings, asked, asked));
    }

    private static WebEndpointResponse<ProblemDetail> noDay(String name, @Nullable String found) {
        return refusal(name + ": found " + found + ", expected a day such as 2026-03-02");
    }

    /** Answers 400 with the reason, which actuator's own answer to an exception leaves out. */
    private static WebEndpointResponse<ProblemDetail> refusal(String reason) {
        return new WebEndpointResponse<>(
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, reason),
                WebEndpointResponse.STATUS_BAD_REQUEST);
    }

    private Map<LocalDate, DayState> days(String site, DayStandings standings, LocalDate first, LocalDate last) {
        KnownDays known = KnownDays.of(ledger, site, first, last);
        Map<LocalDate, DayState> days = new LinkedHashMap<>();
        for (LocalDate day = last; !day.isBefore(first); day = day.minusDays(1)) {
            days.put(day, state(site, day, standings, known));
        }
        return days;
    }

    private DayState state(String site, LocalDate day, DayStandings standings, KnownDays known) {
        Standing standing = standings.of(day, known, clock.instant());
        LedgerDay looked = known.days().get(day);
        return new DayState(
                standing,
                SiteDays.reason(standing, looked, standings),
                known.lastLook(day),
                known.lastReading(day),
                looked == null ? null : looked.late(),
                standing == Standing.CERTIFIED ? ledger.versions(site, day) : List.of());
    }

    private static @Nullable LocalDate day(@Nullable String text, LocalDate otherwise) {
        return text == null || text.isBlank() ? otherwise : parsed(text);
    }

    private static @Nullable LocalDate parsed(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
