package io.ucmbilling.testing.ucm;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.pbx.ShownLeg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The recordings on a {@link SimulatedUcm}'s flash card, below its spool directory. Safe for use by several threads.
 *
 * <p>Its listings are CSV, lines ended by LF, the header {@code Directory,Filename}. That of all directories has a line
 * {@code <directory>,} each, subdirectories too, as {@code filedir} takes them. That of a directory has a line
 * {@code <directory>,<name>} for each file and each subdirectory right in it; what is in the latter comes when it is asked for.
 * All in the order of their names, directories in the order asked for.
 */
public final class RecordingShelf {
    private static final String HEADER = "Directory,Filename\n";
    private static final String MONTH = "[0-9]{4}-[0-9]{2}/";
    private static final int BYTES_PER_SECOND = 16_000;
    private static final long LONGEST = 2_000_000;

    private final NavigableMap<String, ShelvedFile> files = new ConcurrentSkipListMap<>();
    private final SortedSet<String> directories =
            new ConcurrentSkipListSet<>(List.of("meetme", "monitor", "voicemail", "voicemail/default"));

    public RecordingShelf() {}

    /**
     * Puts a file there, in the place of any of that name.
     *
     * @param name may have a month folder
     * @param length in bytes, 44 at least
     */
    public ShelvedFile put(String directory, String name, long length) {
        return put(directory, name, length, (directory + "/" + name).hashCode());
    }

    /** The same with other bytes for another seed. */
    public ShelvedFile put(String directory, String name, long length, long seed) {
        ShelvedFile file = new ShelvedFile(directory + "/" + name, length, seed);
        for (int end = file.path().indexOf('/'); end >= 0; end = file.path().indexOf('/', end + 1)) {
            directories.add(file.path().substring(0, end));
        }
        files.put(file.path(), file);
        return file;
    }

    /** The files that the leg names (contract U12), about as long as it was spoken. */
    void put(CdrRecord leg) {
        long length = Math.min(LONGEST, 44 + BYTES_PER_SECOND * ShownLeg.number(leg.text(Field.BILLSEC)));
        for (String name : leg.text(Field.RECORDFILES).split("@")) {
            if (!name.isEmpty()) {
                put("monitor", name, length);
            }
        }
    }

    /** Takes a file away, as the UCM's cleaner does; false: there is none. */
    public boolean remove(String directory, String name) {
        return files.remove(directory + "/" + name) != null;
    }

    /** In the order of their paths. */
    public List<ShelvedFile> files() {
        return List.copyOf(files.values());
    }

    /**
     * By its name as it lies there; or where the name has no month folder but the file has, or the other way round (contract S6).
     * Null: none.
     */
    public @Nullable ShelvedFile find(String directory, String name) {
        ShelvedFile exact = files.get(directory + "/" + name);
        if (exact != null) {
            return exact;
        }
        String base = name.replaceFirst("^" + MONTH, "");
        return !base.equals(name)
                ? files.get(directory + "/" + base)
                : below(directory)
                        .filter(file ->
                                file.path().matches(Pattern.quote(directory) + "/" + MONTH + Pattern.quote(name)))
                        .findFirst()
                        .orElse(null);
    }

    private Stream<ShelvedFile> below(String directory) {
        return files.subMap(directory + "/", directory + "0").values().stream();
    }

    String listing() {
        StringBuilder csv = new StringBuilder(HEADER);
        directories.forEach(directory -> csv.append(directory).append(",\n"));
        return csv.toString();
    }

    /**
     * @param filedir several joined by {@code @}; those that are not there are left out
     * @return null: none of them is there
     */
    @Nullable
    String listing(String filedir) {
        List<String> asked = new ArrayList<>(Arrays.asList(filedir.split("@")));
        asked.retainAll(directories);
        StringBuilder csv = new StringBuilder(HEADER);
        for (String directory : asked) {
            entries(directory)
                    .forEach(entry ->
                            csv.append(directory).append(',').append(entry).append('\n'));
        }
        return asked.isEmpty() ? null : csv.toString();
    }

    private SortedSet<String> entries(String directory) {
        SortedSet<String> entries = new TreeSet<>();
        int begin = directory.length() + 1;
        directories.stream()
                .filter(other -> other.startsWith(directory + "/") && other.indexOf('/', begin) < 0)
                .forEach(other -> entries.add(other.substring(begin)));
        below(directory).filter(file -> file.path().indexOf('/', begin) < 0).forEach(file -> entries.add(file.name()));
        return entries;
    }
}
