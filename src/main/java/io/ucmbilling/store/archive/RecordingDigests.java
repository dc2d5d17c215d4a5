package io.ucmbilling.store.archive;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/** Digests that stand for recordings, where their names, which may hold phone numbers, are not to stand. */
public final class RecordingDigests {
    private static final char SEPARATOR = '\0';
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    private RecordingDigests() {}

    /**
     * Returns the SHA-256 of one name of a recording.
     *
     * @param site the site's id
     */
    public static byte[] of(String site, String directory, String file) {
        String text = "RECORDING" + SEPARATOR + site + SEPARATOR + directory + SEPARATOR + file;
        return DigestUtils.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Name of a recording: what filedir takes, and the file with or without its month folder. */
    public record FileName(String directory, String file) {
        /** Returns all names by which the same recording may be asked for, once a month folder is left out. */
        Set<FileName> all() {
            String base = file.substring(file.lastIndexOf('/') + 1);
            int last = directory.lastIndexOf('/');
            boolean inMonth =
                    last > 0 && MONTH.matcher(directory.substring(last + 1)).matches();
            Set<FileName> all = new LinkedHashSet<>();
            all.add(this);
            all.add(new FileName(inMonth ? directory.substring(0, last) : directory, base));
            return all;
        }
    }
}
