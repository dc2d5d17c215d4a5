package io.ucmbilling.calls.call;

import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.store.row.BilledLeg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recordings of a call with the numbers that they keep (rule C8). */
final class NumberedRecordings {
    private static final Pattern DIGITS = Pattern.compile("(?<![0-9])1[0-9]{9}(?![0-9])");

    private static final Comparator<Found> ORDER = Comparator.comparingLong(Found::commit)
            .thenComparing(Found::startedAt)
            .thenComparing(Found::name);

    /**
     * Recording that a leg names.
     *
     * @param commit the storing transaction that brought it
     */
    private record Found(String name, long commit, Instant startedAt) {}

    private NumberedRecordings() {}

    /**
     * Numbers the recordings of the legs.
     *
     * @param legs in their order
     * @param numbered names of all that ever had a number, number 1 first; those that no leg names any more keep it, also
     *     erased ones, which are empty
     */
    static List<CallRecording> of(List<BilledLeg> legs, List<String> numbered) {
        if (numbered.isEmpty()
                && legs.stream()
                        .allMatch(leg -> leg.raw().text(Field.RECORDFILES).isEmpty())) {
            return List.of();
        }
        Map<String, Found> found = new HashMap<>();
        for (BilledLeg leg : legs) {
            for (String name : LegReader.recordingNames(leg.raw())) {
                found.merge(
                        name,
                        new Found(name, leg.commit(), startedAt(name, leg)),
                        (one, other) -> other.commit() < one.commit() ? other : one);
            }
        }
        List<String> names = new ArrayList<>(numbered);
        Set<String> known = new HashSet<>(numbered);
        found.values().stream()
                .filter(recording -> !known.contains(recording.name()))
                .sorted(ORDER)
                .forEach(recording -> names.add(recording.name()));
        List<CallRecording> recordings = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Found recording = found.get(names.get(i));
            if (recording != null) {
                recordings.add(new CallRecording(i + 1, recording.name(), recording.startedAt()));
            }
        }
        return recordings;
    }

    /** Returns the epoch in the name; without one the start of the leg. */
    private static Instant startedAt(String name, BilledLeg leg) {
        Matcher epoch = DIGITS.matcher(name);
        return epoch.find() ? Instant.ofEpochSecond(Long.parseLong(epoch.group())) : leg.startedAt();
    }
}
