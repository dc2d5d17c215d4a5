package io.ucmbilling.calls.erasure;

import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.ExtraConditions.LocalPeriod;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.store.erasure.QuarantinedTexts.QuarantinedText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which texts in quarantine a filter means, though nothing could be read of them. Pure.
 *
 * <ol>
 *   <li>If nothing is asked but sites and a period, every text of the sites is meant that lies in the period.
 *   <li>If numbers are asked too, a text is meant that quotes one of each kind, with or without its {@code +}. Numbers shorter than
 *       {@value #SHORTEST} characters stand anywhere, as do those of which only some part is told, so they mean nothing.
 *   <li>Where a text has a time, as a PBX writes it, the first one tells whether it lies in the period. Else the time counts at which it
 *       was first seen. If each site's own clock counts, the time is compared as the PBX wrote it.
 *   <li>What else a filter asks cannot be told of a text, so no text is meant.
 * </ol>
 */
final class QuarantineMatch {
    private static final int SHORTEST = 6;
    private static final Pattern TIME = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2}) (\\d{2}):(\\d{2}):(\\d{2})");

    private final CallFilter filter;
    private final ZoneId zone;
    private final @Nullable LocalPeriod period;
    private final List<Pattern> numbers;
    private final boolean whole;

    /**
     * Makes the match for the texts of a site.
     *
     * @param zone of its PBX's wall clock
     */
    QuarantineMatch(CallFilter filter, String site, ZoneId zone) {
        this.filter = filter;
        this.period = filter.extras().period() == null
                ? null
                : filter.extras().period().of(site);
        this.zone = zone;
        List<Set<NumberMatch>> asked = Stream.of(
                        filter.callers(),
                        filter.callees(),
                        filter.dialled(),
                        filter.answeredBy(),
                        filter.parties(),
                        filter.extensions())
                .filter(set -> !set.isEmpty())
                .toList();
        boolean legible =
                isLegible(filter) && asked.stream().allMatch(set -> set.stream().anyMatch(QuarantineMatch::isTelling));
        this.whole = legible && asked.isEmpty();
        this.numbers = legible ? asked.stream().map(QuarantineMatch::anyOf).toList() : List.of();
    }

    /** Returns whether a filter asks nothing but sites, numbers and a period. */
    private static boolean isLegible(CallFilter filter) {
        return filter.recorded() == null
                && filter.extras().isPeriodAlone()
                && !filter.billable().isBounded()
                && !filter.duration().isBounded()
                && Stream.<Set<?>>of(
                                filter.directions(),
                                filter.statuses(),
                                filter.kinds(),
                                filter.trunks(),
                                filter.accountCodes())
                        .allMatch(Set::isEmpty);
    }

    private static boolean isTelling(NumberMatch number) {
        return number.kind() != NumberMatch.Kind.ANYWHERE && number.text().length() >= SHORTEST;
    }

    private static Pattern anyOf(Set<NumberMatch> numbers) {
        return Pattern.compile(numbers.stream()
                .filter(QuarantineMatch::isTelling)
                .map(number -> "(?<![0-9A-Za-z])" + Pattern.quote(number.text().replaceFirst("^\\+", ""))
                        + (number.kind() == NumberMatch.Kind.BEGINNING ? "" : "(?![0-9A-Za-z])"))
                .collect(Collectors.joining("|")));
    }

    boolean isOfAny() {
        return whole || !numbers.isEmpty();
    }

    boolean matches(QuarantinedText text) {
        return isOfAny()
                && isInPeriod(text)
                && numbers.stream()
                        .allMatch(number -> number.matcher(text.raw()).find());
    }

    private boolean isInPeriod(QuarantinedText text) {
        LocalDateTime written = time(text);
        if (period != null) {
            LocalDateTime local = written == null ? LocalDateTime.ofInstant(text.firstSeen(), zone) : written;
            return isIn(local, period.from(), period.to());
        }
        Instant at = written == null ? text.firstSeen() : written.atZone(zone).toInstant();
        return isIn(at, filter.from(), filter.to());
    }

    private static <T> boolean isIn(Comparable<? super T> at, @Nullable T from, @Nullable T to) {
        return (from == null || at.compareTo(from) >= 0) && (to == null || at.compareTo(to) < 0);
    }

    /** Returns the first time in a text; null: it has none. */
    private static @Nullable LocalDateTime time(QuarantinedText text) {
        Matcher time = TIME.matcher(text.raw());
        while (time.find()) {
            try {
                return LocalDateTime.parse(time.group().replace(' ', 'T'));
            } catch (DateTimeException e) {
                // It only looks like a time.
            }
        }
        return null;
    }
}
