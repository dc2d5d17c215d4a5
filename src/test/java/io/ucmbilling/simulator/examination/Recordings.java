package io.ucmbilling.simulator.examination;

import io.ucmbilling.simulator.client.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What recapi lists.
 *
 * @param listing of all directories
 * @param directories as filedir takes them
 * @param files of the first directories that were listed
 */
public record Recordings(Reply listing, List<String> directories, List<Entry> files) {
    public static final String HEADER = "Directory,Filename";
    private static final int MOST_LISTED = 12;

    /** A recording. */
    public record Entry(String directory, String name) {
        /** As variables of a request. */
        public String query() {
            return "filedir=" + encoded(directory) + "&filename=" + encoded(name);
        }

        /** Whether it is where a request without filedir looks; then its name from there. */
        public Optional<String> belowMonitor() {
            String path = directory + "/" + name;
            return path.startsWith("monitor/") ? Optional.of(path.substring(8)) : Optional.empty();
        }
    }

    public static Recordings find(Examination examination) throws IOException, UnreadableAnswerException {
        Reply listing = examination.rec("");
        List<String> directories = rows(listing).stream()
                .map(row -> row.split(",", 2)[0])
                .filter(directory -> !directory.isBlank())
                .distinct()
                .toList();
        List<String> first = directories.stream()
                .sorted((one, other) -> Boolean.compare(other.contains("monitor"), one.contains("monitor")))
                .limit(MOST_LISTED)
                .toList();
        List<Entry> files = new ArrayList<>();
        for (String directory : first) {
            Reply reply = examination.rec("filedir=" + encoded(directory));
            if (reply.status() == 200) {
                files.addAll(entries(reply));
            }
            if (files.size() > 1) {
                break;
            }
        }
        return new Recordings(listing, directories, files);
    }

    /** The lines behind the header. */
    public static List<String> rows(Reply listing) throws UnreadableAnswerException {
        if (listing.status() != 200) {
            throw new UnreadableAnswerException(listing, "expected 200 and a listing");
        }
        return listing.text().lines().filter(line -> !line.equals(HEADER)).toList();
    }

    public static List<Entry> entries(Reply listing) throws UnreadableAnswerException {
        return rows(listing).stream()
                .map(row -> row.split(",", 2))
                .filter(row -> row.length == 2 && row[1].endsWith(".wav") && !row[1].contains(" "))
                .map(row -> new Entry(row[0], row[1]))
                .toList();
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%40", "@");
    }

    public Optional<Entry> one() {
        return files.stream().findFirst();
    }

    /** Two of one directory. */
    public Optional<List<Entry>> two() {
        return files.stream().collect(Collectors.groupingBy(Entry::directory)).values().stream()
                .filter(entries -> entries.size() > 1)
                .findFirst()
                .map(entries -> entries.subList(0, 2));
    }
}
