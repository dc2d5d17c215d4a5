package io.ucmbilling.calls.view;

import io.ucmbilling.contract.StorableText;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the report asks of calls beyond the filters of the REST view. All that is asked must match. Letters match in upper and lower case
 * alike, in every script and whatever the database's locale.
 *
 * @param callerNames one of them stands anywhere in the caller's name; none: not asked. At most {@value #LONGEST} characters each, and not
 *     empty
 * @param hours when calls started; null: not asked
 * @param missedNotCalledBack whether only inbound calls match that no person answered, if the caller neither reached a person nor was
 *     called since: at the sites of the filter, and at any time after the call began, in its period or not. To call the number counts,
 *     whatever comes of it. It is looked for in E.164 if it is known so, else as given and at the same site. A caller without a number is
 *     never called back.
 * @param freeText stands anywhere in a number of a party, the caller's name, the account code or the session; null: not asked. As long as a
 *     name
 * @param waited how long the caller waited (billing contract C3)
 * @param period when calls started by the clocks of their PBXs; null: not asked. The filter's own period holds it, so that it is fast
 */
public record ExtraConditions(
        Set<String> callerNames,
        @Nullable CallHours hours,
        boolean missedNotCalledBack,
        @Nullable String freeText,
        SecondsRange waited,
        @Nullable LocalPeriod period) {
    /**
     * Period by the wall clock of each call's PBX, for sites in several zones.
     *
     * @param from inclusive; null: any time before
     * @param to exclusive; null: any time after
     * @param ofSites periods of their own, by site: where today is another date, or this month another one
     */
    public record LocalPeriod(
            @Nullable LocalDateTime from, @Nullable LocalDateTime to, Map<String, LocalPeriod> ofSites) {
        public LocalPeriod {
            ofSites = Map.copyOf(ofSites);
        }

        public LocalPeriod(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {
            this(from, to, Map.of());
        }

        /** Returns that of a site. */
        public LocalPeriod of(String site) {
            return ofSites.getOrDefault(site, this);
        }
    }

    public static final int LONGEST = 200;
    public static final ExtraConditions NONE = new ExtraConditions(Set.of(), null, false, null, SecondsRange.ANY, null);

    public ExtraConditions {
        callerNames = Collections.unmodifiableSet(
                new TreeSet<>(callerNames.stream().map(ExtraConditions::text).toList()));
        freeText = freeText == null ? null : text(freeText);
    }

    private static String text(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "text that is looked for: found " + text.length() + " characters, expected 1 to " + LONGEST);
        }
        return StorableText.of(text);
    }

    /** Returns whether anything is asked. */
    public boolean isAny() {
        return !equals(NONE);
    }

    /** Returns whether nothing is asked, or a period alone. */
    public boolean isPeriodAlone() {
        return !new ExtraConditions(callerNames, hours, missedNotCalledBack, freeText, waited, null).isAny();
    }
}
