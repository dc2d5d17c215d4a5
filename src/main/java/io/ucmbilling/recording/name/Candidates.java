package io.ucmbilling.recording.name;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which a recording may lie on its UCM. The same one is asked for with its month folder, as {@code recordfiles} has it, and without, as
 * the guide has it (contract S6, U12); and the month may stand in the directory, as the UCM lists it. Pure.
 */
public final class Candidates {
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    /** Ten digits with none beside them: the UTC second of the recording's start (contract U12). */
    private static final Pattern EPOCH = Pattern.compile("(?<![0-9])[1-9][0-9]{9}(?![0-9])");

    /** Within this time of a month's edge the folder may be the neighbour's: the call began before, or the clock was off. */
    private static final Duration EDGE = Duration.ofHours(26);

    private Candidates() {}

    /** A name taken apart: directory without month, month or empty, base name. */
    private record Parts(String directory, String month, String base) {
        static Parts of(RecordingName name) {
            String path = name.directory() + "/" + name.file();
            int file = path.lastIndexOf('/');
            int month = path.lastIndexOf('/', file - 1);
            String last = month < 0 ? "" : path.substring(month + 1, file);
            return MONTH.matcher(last).matches()
                    ? new Parts(path.substring(0, month), last, path.substring(file + 1))
                    : new Parts(name.directory(), "", name.file());
        }

        Optional<RecordingName> in(String folder) {
            String file = folder.isEmpty() ? base : folder + "/" + base;
            return file.length() > RecordingName.LONGEST
                    ? Optional.empty()
                    : Optional.of(new RecordingName(directory, file));
        }
    }

    /** Returns what all names of the same recording have in common. A name without an epoch says too little: it stays as it is. */
    public static RecordingName canonical(RecordingName asked) {
        Parts parts = Parts.of(asked);
        return epoch(asked).isPresent() ? parts.in("").orElse(asked) : asked;
    }

    /**
     * Returns where to look, in this order: as asked; without the month folder, if it has one; else in the folder of the month
     * of its epoch in the PBX's zone, near a month's edge also in the neighbour's.
     */
    public static List<RecordingName> of(RecordingName asked, ZoneId zone) {
        Parts parts = Parts.of(asked);
        Set<RecordingName> candidates = new LinkedHashSet<>();
        candidates.add(asked);
        if (parts.month().isEmpty()) {
            epoch(asked).map(start -> months(start, zone)).orElse(List.of()).stream()
                    .flatMap(month -> parts.in(month).stream())
                    .forEach(candidates::add);
        } else {
            parts.in("").ifPresent(candidates::add);
        }
        return List.copyOf(candidates);
    }

    /** Returns the directory, without a month folder in it. */
    public static String directory(RecordingName name) {
        return Parts.of(name).directory();
    }

    /** Tells whether the place has a month folder. */
    public static boolean hasMonth(RecordingName place) {
        return !Parts.of(place).month().isEmpty();
    }

    /**
     * Returns the start of the recording, to the second; empty: its name has no epoch, so that it may be given to another
     * recording, as those of voicemail are.
     */
    public static Optional<Instant> epoch(RecordingName name) {
        Matcher digits = EPOCH.matcher(name.baseName());
        return digits.find() ? Optional.of(Instant.ofEpochSecond(Long.parseLong(digits.group()))) : Optional.empty();
    }

    private static List<String> months(Instant start, ZoneId zone) {
        YearMonth month = monthOf(start, zone);
        List<String> months = new ArrayList<>();
        months.add(month.toString());
        for (Instant near : List.of(start.minus(EDGE), start.plus(EDGE))) {
            YearMonth neighbour = monthOf(near, zone);
            if (!neighbour.equals(month)) {
                months.add(neighbour.toString());
            }
        }
        return months;
    }

    private static YearMonth monthOf(Instant instant, ZoneId zone) {
        return YearMonth.from(LocalDate.ofInstant(instant, zone));
    }
}
