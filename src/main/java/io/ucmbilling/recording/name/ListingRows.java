package io.ucmbilling.recording.name;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A reader of a UCM's listing: {@code Directory,Filename} and a line an entry (contract S6). Pure. */
public final class ListingRows {
    private ListingRows() {}

    /** Returns the recordings it names, in its order. Subdirectories and what may not be asked for are left out. */
    public static List<RecordingName> recordings(byte[] csv) {
        return new String(csv, StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> recording(line.strip()).stream())
                .toList();
    }

    /** Tells whether it has no line but the header. */
    public static boolean isEmpty(byte[] csv) {
        return new String(csv, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .limit(2)
                        .count()
                < 2;
    }

    private static Optional<RecordingName> recording(String line) {
        int comma = line.indexOf(',');
        return comma > 0 && line.toLowerCase(Locale.ROOT).endsWith(".wav")
                ? RecordingName.of(line.substring(0, comma), line.substring(comma + 1))
                : Optional.empty();
    }
}
