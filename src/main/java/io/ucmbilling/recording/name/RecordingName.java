package io.ucmbilling.recording.name;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory and file in which a recording lies on its UCM. Relative, without empty, {@code .} or {@code ..} parts, backslash, control characters
 * and the {@code @} that joins names; whatever is asked for is made one of these before it goes anywhere.
 *
 * @param directory what {@code filedir} takes, such as {@code monitor} or {@code voicemail/default}
 * @param file the file's name, with its month folder if it has one, at most 256 characters
 */
public record RecordingName(String directory, String file) {
    /** Names longer than this are cut (guide, REC API, notes). */
    public static final int LONGEST = 256;

    private static final int LONGEST_PATH = 1024;
    private static final Pattern PART = Pattern.compile("[^/\\\\@\\p{Cntrl}]+");

    public RecordingName {
        if (!isPath(directory) || !isPath(file) || file.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a recording's directory and name: found what is not a plain relative path");
        }
    }

    /** Makes a name of what was asked for; empty: it may not be asked for (contract S6). */
    public static Optional<RecordingName> of(String directory, String file) {
        String cut = file.substring(0, Math.min(LONGEST, file.length()));
        boolean skipped = cut.contains(" ") || cut.contains("..");
        return skipped || !isPath(directory) || !isPath(cut)
                ? Optional.empty()
                : Optional.of(new RecordingName(directory, cut));
    }

    /** Returns the file's name without the month folder. */
    public String baseName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Tells whether it is a relative path, of at most 1024 characters, that a {@link RecordingName} may have. */
    public static boolean isPath(String path) {
        return path.length() <= LONGEST_PATH
                && Stream.of(path.split("/", -1))
                        .allMatch(part -> PART.matcher(part).matches() && !part.equals(".") && !part.equals(".."));
    }
}
