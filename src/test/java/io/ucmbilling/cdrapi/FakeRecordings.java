package io.ucmbilling.cdrapi;

import io.ucmbilling.recording.Recording;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recordings in memory; what was opened is counted until it is closed. */
final class FakeRecordings implements Recordings {
    static final Instant MODIFIED = Instant.parse("2026-02-03T04:05:06Z");

    final AtomicInteger open = new AtomicInteger();
    /** What of the UCM was given back before it was read. */
    final List<String> rested = new CopyOnWriteArrayList<>();

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, byte[]> listings = new HashMap<>();
    private final Map<String, Duration> ages = new HashMap<>();
    private final Set<String> cached = new TreeSet<>();
    private final Map<String, Integer> breaking = new HashMap<>();
    private final Set<String> away = ConcurrentHashMap.newKeySet();

    /** {@code path} below the spool directory, with the month folder where there is one. */
    FakeRecordings keep(String site, String path, byte[] bytes) {
        files.put(site + "/" + path, bytes);
        return this;
    }

    FakeRecordings keep(String site, Map<String, byte[]> all) {
        all.forEach((path, bytes) -> keep(site, path, bytes));
        return this;
    }

    /** What it answers to {@code filedir}; the listing of directories where that is empty. */
    FakeRecordings list(String site, String filedir, String csv) {
        listings.put(site + "/" + filedir, csv.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Only of what is known can be told, with that age. */
    FakeRecordings away(String site, @Nullable Duration age) {
        away.add(site);
        if (age != null) {
            ages.put(site, age);
        }
        return this;
    }

    FakeRecordings cache(String site, String path) {
        cached.add(site + "/" + path);
        return this;
    }

    /** Breaks for good behind so many bytes. */
    FakeRecordings breakAt(String site, String path, int bytes) {
        breaking.put(site + "/" + path, bytes);
        return this;
    }

    @Override
    public Listing directories(Site site) throws UcmFault {
        return contents(site, "").orElseThrow();
    }

    @Override
    public Optional<Listing> contents(Site site, String filedir) throws UcmFault {
        asked.add(site.id() + " " + filedir);
        Duration age = ages.getOrDefault(site.id(), Duration.ZERO);
        if (away.contains(site.id()) && age.isZero()) {
            throw fault(site);
        }
        byte[] listing = listings.get(site.id() + "/" + filedir);
        return Optional.ofNullable(listing == null ? made(site, filedir) : listing)
                .map(csv -> new Listing(csv, age));
    }

    private byte @Nullable [] made(Site site, String filedir) {
        List<String> lines = filedir.isEmpty()
                ? files.keySet().stream()
                        .map(key -> key.split("/")[1] + ",")
                        .distinct()
                        .toList()
                : Stream.of(filedir.split("@"))
                        .flatMap(one -> files.keySet().stream()
                                .filter(key -> key.startsWith(site.id() + "/" + one + "/"))
                                .map(key -> one + "," + key.substring(site.id().length() + one.length() + 2)))
                        .toList();
        return lines.isEmpty()
                ? null
                : lines.stream()
                        .collect(Collectors.joining("\n", "Directory,Filename\n", "\n"))
                        .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Recording> open(Site site, RecordingName name) throws UcmFault {
        asked.add(site.id() + " " + name.directory() + " " + name.file());
        String key = key(site, name);
        if (away.contains(site.id()) && (key == null || !cached.contains(key))) {
            throw fault(site);
        }
        return key == null ? Optional.empty() : Optional.of(new Held(site, key));
    }

    @Override
    public boolean isCached(Site site, RecordingName name) {
        String key = key(site, name);
        return key != null && cached.contains(key);
    }

    private @Nullable String key(Site site, RecordingName name) {
        List<String> keys = new ArrayList<>(files.keySet());
        String directory = site.id() + "/" + name.directory() + "/";
        return keys.stream()
                .filter(key -> key.startsWith(directory) && key.endsWith("/" + name.baseName()))
                .findFirst()
                .orElse(null);
    }

    private static UcmFault fault(Site site) {
        return new UcmFault(FaultKind.UNREACHABLE, "site " + site.id() + " is away");
    }

    private final class Held implements Recording {
        private final Site site;
        private final String key;
        private final byte[] bytes;
        private boolean closed;

        Held(Site site, String key) {
            this.site = site;
            this.key = key;
            this.bytes = files.getOrDefault(key, new byte[0]);
            open.incrementAndGet();
        }

        @Override
        public Label label() {
            String tag = HexFormat.of().formatHex(digest());
            return new Label(bytes.length, tag, MODIFIED.plusMillis(789), MODIFIED);
        }

        @Override
        public byte @Nullable [] sha256() {
            return cached.contains(key) ? digest() : null;
        }

        @Override
        public void copy(long from, long count, OutputStream to) throws IOException, UcmFault {
            int until = Math.min((int) (from + count), breaking.getOrDefault(key, Integer.MAX_VALUE));
            to.write(bytes, (int) from, Math.max(0, until - (int) from));
            if (until < from + count) {
                throw fault(site);
            }
        }

        @Override
        public void rest() {
            rested.add(key);
        }

        @Override
        public void close() {
            if (!closed) {
                open.decrementAndGet();
            }
            closed = true;
        }

        private byte[] digest() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
