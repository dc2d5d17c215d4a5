package io.ucmbilling.recording.name;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names under which a recording may lie on its UCM. The same one is asked for with its month folder, as {@code recordfiles} has it, and without, as
 * the guide has it (contract S6, U12). The month may also stand in the directory, as the UCM lists it. Pure.
 */
public final class Candidates {
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    /** Ten digits with none beside them: the UTC second of the recording's start (contract U12). */
    private static final Pattern EPOCH = Pattern.compile("(?<![0-9])[1-9][0-9]{9}(?![0-9])");

    /** Within this time of a month's edge the folder may be the neighbour's: the call began before, or the clock was off. */
    private static final Duration EDGE = Duration.ofHours(26);

    private Candidates() {}

    /** A name taken apart: directory without month, month or empty, base name. */
    private record NameParts(String directory, String month, String base) {
        static NameParts of(RecordingName name) {
            String path = name.directory() + "/" + name.file();
            int file = path.lastIndexOf('/');
            int month = path.lastIndexOf('/', file - 1);
            String last = month < 0 ? "" : path.substring(month + 1, file);
            return MONTH.matcher(last).matches()
                    ? new NameParts(path.substring(0, month), last, path.substring(file + 1))
                    : new NameParts(name.directory(), "", name.file());
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
        NameParts parts = NameParts.of(asked);
        return epoch(asked).isPresent() ? parts.in("").orElse(asked) : asked;
    }

    /**
     * Returns where to look, in this order: as asked; without the month folder, if it has one; else in the folder of the month
     * of its epoch in the PBX's zone, near a month's edge also in the neighbour's.
     */
    public static List<RecordingName> of(RecordingName asked, ZoneId zone) {
        NameParts parts = NameParts.of(asked);
        List<String> folders = !parts.month().isEmpty()
                ? List.of("")
                : epoch(asked).map(start -> months(start, zone)).orElse(List.of());
        Stream<RecordingName> elsewhere = folders.stream().flatMap(folder -> parts.in(folder).stream());
        return Stream.concat(Stream.of(asked), elsewhere).distinct().toList();
    }

    /** Returns the directory, without a month folder in it. */
    public static String directory(RecordingName name) {
        return NameParts.of(name).directory();
    }

    public static boolean hasMonth(RecordingName place) {
        return !NameParts.of(place).month().isEmpty();
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
        return Stream.of(start, start.minus(EDGE), start.plus(EDGE))
                .map(instant -> YearMonth.from(LocalDate.ofInstant(instant, zone)))
                .map(YearMonth::toString)
                .distinct()
                .toList();
    }
}
