package io.ucmbilling.cdrapi.recapi;

import io.ucmbilling.recording.Recordings.Listing;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.output.DeferredFileOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The listings of several sites as one: {@code Directory,Filename}, each directory behind its site, each site's lines in their
 * order (contract S6). A UCM's lines are not taken apart any further, so that whatever stands behind the directory stays as it
 * is. What is larger than a megabyte waits on disk.
 */
final class MergedListing implements AutoCloseable {
    private static final byte[] HEADER = "Directory,Filename\n".getBytes(StandardCharsets.UTF_8);
    private static final int IN_MEMORY = 1 << 20;

    private final DeferredFileOutputStream lines = DeferredFileOutputStream.builder()
            .setThreshold(IN_MEMORY)
            .setPrefix("listing")
            .setSuffix(".csv")
            .get();

    private final Map<String, UcmFault> faults = new LinkedHashMap<>();
    private boolean empty = true;
    private Duration age = Duration.ZERO;

    MergedListing() throws IOException {
        lines.write(HEADER);
    }

    /** A question to a site for its listing. */
    interface ListingQuestion {
        Optional<Listing> ask(Site site) throws UcmFault;
    }

    /**
     * One site's answer when it was asked for a listing.
     *
     * @param listing null: the UCM has none of that name, or there is a fault
     * @param fault null: none
     */
    record SiteListing(
            Site site, @Nullable Listing listing, @Nullable UcmFault fault) {

        static SiteListing of(Site site, ListingQuestion question) {
            try {
                return new SiteListing(site, question.ask(site).orElse(null), null);
            } catch (UcmFault e) {
                return new SiteListing(site, null, e);
            }
        }
    }

    void add(SiteListing site) throws IOException {
        Listing listing = site.listing();
        UcmFault fault = site.fault();
        if (fault != null) {
            faults.put(site.site().id(), fault);
        }
        if (listing != null) {
            empty = false;
            age = listing.age().compareTo(age) > 0 ? listing.age() : age;
            add(site.site().id(), listing.csv());
        }
    }

    /** Returns the faults of the sites that are left out, by id. */
    Map<String, UcmFault> faults() {
        return faults;
    }

    /** Returns whether no site has a listing, not even one without lines. */
    boolean isEmpty() {
        return empty;
    }

    /** Returns the age of the oldest listing in it. */
    Duration age() {
        return age;
    }

    private void add(String site, byte[] csv) throws IOException {
        byte[] prefix = site.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < csv.length) {
            int end = at;
            while (end < csv.length && csv[end] != '\n') {
                end++;
            }
            int length = end - at - (end > at && csv[end - 1] == '\r' ? 1 : 0);
            if (length > 0 && !(at == 0 && isHeader(csv, length))) {
                line(prefix, csv, at, length);
            }
            at = end + 1;
        }
    }

    /** Adds a line. The directory may stand in quotes. An empty one is the root of the site's. */
    private void line(byte[] prefix, byte[] csv, int at, int length) throws IOException {
        int quote = csv[at] == '"' ? 1 : 0;
        lines.write(csv, at, quote);
        lines.write(prefix);
        if (csv[at + quote] != ',') {
            lines.write('/');
        }
        lines.write(csv, at + quote, length - quote);
        lines.write('\n');
    }

    private static boolean isHeader(byte[] csv, int length) {
        String line = new String(csv, 0, length, StandardCharsets.UTF_8);
        return line.replaceAll("[\"\\s\\uFEFF]", "").equalsIgnoreCase("Directory,Filename");
    }

    long length() {
        return lines.getByteCount();
    }

    /** Writes it, once, when all sites are in it. */
    void writeTo(OutputStream out) throws IOException {
        lines.close();
        lines.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        lines.close();
        if (lines.getFile() != null) {
            Files.deleteIfExists(lines.getFile().toPath());
        }
    }
}
