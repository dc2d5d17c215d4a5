package io.ucmbilling.recording.name;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A reader of a UCM's listing: {@code Directory,Filename} and a line an entry (contract S6). Pure. */
public final class ListingRows {
    private ListingRows() {}

    /** Returns the recordings it names, in its order. Subdirectories and what may not be asked for are left out. */
    public static List<RecordingName> recordings(byte[] csv) {
        return lines(csv).flatMap(line -> recording(line).stream()).toList();
    }

    /** Tells whether it has no line but the header. */
    public static boolean isEmpty(byte[] csv) {
        return lines(csv).limit(2).count() < 2;
    }

    /** Returns the listing without recordings that are told. All other bytes stay. */
    public static byte[] without(byte[] csv, Predicate<RecordingName> told) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(csv.length);
        int begin = 0;
        for (int i = 0; i < csv.length; i++) {
            if (csv[i] == '\n' || i == csv.length - 1) {
                String line = new String(csv, begin, i + 1 - begin, StandardCharsets.UTF_8).strip();
                if (recording(line).filter(told).isEmpty()) {
                    kept.write(csv, begin, i + 1 - begin);
                }
                begin = i + 1;
            }
        }
        return kept.toByteArray();
    }

    private static Stream<String> lines(byte[] csv) {
        return new String(csv, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty());
    }

    private static Optional<RecordingName> recording(String line) {
        int comma = line.indexOf(',');
        return comma > 0 && line.toLowerCase(Locale.ROOT).endsWith(".wav")
                ? RecordingName.of(line.substring(0, comma), line.substring(comma + 1))
                : Optional.empty();
    }
}
