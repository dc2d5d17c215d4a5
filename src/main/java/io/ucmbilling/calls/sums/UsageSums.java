package io.ucmbilling.calls.sums;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.row.LegCodes;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Sums over new calls, which are added to those that are kept. */
final class UsageSums {
    /** More than any UCM writes, and less than an index entry may hold. */
    private static final int LONGEST_KEY = 250;

    private static final int LONGEST_BEGINNING = 200;

    /**
     * What is summed up together.
     *
     * @param slot the second at which it begins
     * @param key empty in the table without one
     */
    record SumKey(short site, long slot, char direction, char status, String key) {
        SumKey in(Duration longer) {
            return new SumKey(site, UsageTable.begin(slot, longer), direction, status, key);
        }
    }

    /** Sums over calls. Durations are in seconds; those of waiting are over answered calls, the greatest is null without any. */
    static final class Sum {
        int calls;
        int answered;
        long duration;
        long billable;
        long wait;

        @Nullable
        Integer maxWait;

        private void add(Call call, int share) {
            calls++;
            duration += Objects.requireNonNullElse(call.times().durationSeconds(), 0);
            billable += share;
            if (call.status() == CallStatus.ANSWERED) {
                int waited = Objects.requireNonNullElse(call.times().waitSeconds(), 0);
                answered++;
                wait += waited;
                maxWait = maxWait == null ? waited : Math.max(maxWait, waited);
            }
        }

        private void add(Sum other) {
            calls += other.calls;
            answered += other.answered;
            duration += other.duration;
            billable += other.billable;
            wait += other.wait;
            if (other.maxWait != null) {
                maxWait = maxWait == null ? other.maxWait : Integer.valueOf(Math.max(maxWait, other.maxWait));
            }
        }
    }

    private final Map<UsageTable, Map<SumKey, Sum>> sums = new EnumMap<>(UsageTable.class);

    /** @param tables whose sums are made */
    UsageSums(Collection<UsageTable> tables) {
        for (UsageTable table : tables) {
            sums.put(table, new LinkedHashMap<>());
        }
    }

    void add(short site, Call call) {
        SumKey slot = new SumKey(
                site,
                UsageTable.begin(call.times().startedAt().getEpochSecond(), UsageTable.QUARTER),
                LegCodes.of(call.direction()),
                call.status().letter(),
                "");
        add(UsageTable.SLOT, slot, "", call, call.billableSeconds());
        if (sums.size() > 1) {
            addParts(slot, call);
        }
    }

    private void addParts(SumKey slot, Call call) {
        call.shares().byTrunk().forEach((trunk, share) -> add(UsageTable.TRUNK, slot, trunk, call, share));
        call.shares().byExtension().forEach((own, share) -> add(UsageTable.EXTENSION, slot, own, call, share));
        call.shares()
                .byKind()
                .forEach((kind, share) ->
                        add(UsageTable.KIND, slot, Character.toString(LegCodes.of(kind)), call, share));
    }

    private void add(UsageTable table, SumKey slot, String key, Call call, int share) {
        SumKey sum = new SumKey(slot.site(), slot.slot(), slot.direction(), slot.status(), shortened(key));
        Objects.requireNonNull(sums.get(table))
                .computeIfAbsent(sum, each -> new Sum())
                .add(call, share);
    }

    /** Returns a key that an index entry has room for: a longer one is cut, and told apart by its digest. */
    private static String shortened(String key) {
        String text = StorableText.of(key);
        if (text.length() <= LONGEST_KEY || text.codePointCount(0, text.length()) <= LONGEST_KEY) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_BEGINNING)) + "#" + DigestUtils.md5Hex(text);
    }

    /** Returns the sums by quarter of an hour. */
    Map<SumKey, Sum> byQuarter(UsageTable table) {
        return Objects.requireNonNull(sums.get(table));
    }

    /** Returns sums by quarter of an hour summed up by a longer slot. */
    static Map<SumKey, Sum> by(Duration longer, Map<SumKey, Sum> quarters) {
        Map<SumKey, Sum> summed = new HashMap<>();
        quarters.forEach((key, sum) ->
                summed.computeIfAbsent(key.in(longer), each -> new Sum()).add(sum));
        return summed;
    }
}
