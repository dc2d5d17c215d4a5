package io.ucmbilling.recording;

import io.ucmbilling.contract.Format;
import io.ucmbilling.ucm.Recapi;
import io.ucmbilling.ucm.RemoteFile;
import io.ucmbilling.ucm.Ucm;
import io.ucmbilling.ucm.Ucms;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A UCM whose every byte is the test's: what it has, how it breaks, what it says, and how far it may go. */
public final class FakeUcm implements Ucms, Recapi {
    public static final Site SITE = site("branch-a");

    /** By {@code directory/name}. */
    public final Map<String, byte[]> files = new ConcurrentHashMap<>();

    public final Map<String, String> listings = new ConcurrentHashMap<>();

    /** What was asked for, in this order: {@code directory/name@from}. */
    public final List<String> opened = new CopyOnWriteArrayList<>();

    /** Where in the file each of the next openings breaks; none or negative: nowhere. */
    public final Queue<Integer> breaks = new ConcurrentLinkedQueue<>();

    public volatile boolean ranges = true;
    public volatile boolean tellsLength = true;
    public volatile @Nullable FaultKind away;
    public volatile int pieces = 1000;

    /** Each piece takes a permit, where there is a gate. */
    public volatile @Nullable Semaphore gate;

    public static Site site(String id) {
        Duration limit = Duration.ofSeconds(20);
        return new Site(
                id,
                URI.create("https://localhost:8443"),
                Site.Api.LEGACY,
                Format.JSON,
                "",
                "",
                ZoneId.of("America/Chicago"),
                null,
                null,
                limit,
                limit,
                new Site.Tls(Site.Trust.ANY, null, null, false),
                new Site.Limits(limit, limit, limit, 1 << 20, 2),
                Map.of(),
                null);
    }

    @Override
    public Ucm of(Site site) {
        throw new UnsupportedOperationException("no records");
    }

    @Override
    public Recapi recapi(Site site) {
        return this;
    }

    @Override
    public byte[] directories() throws UcmFault {
        return contents("").orElseThrow();
    }

    @Override
    public Optional<byte[]> contents(String filedir) throws UcmFault {
        failIfAway();
        return Optional.ofNullable(listings.get(filedir)).map(csv -> csv.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<RemoteFile> open(String filedir, String filename, long from) throws UcmFault {
        opened.add(filedir + "/" + filename + "@" + from);
        failIfAway();
        byte[] bytes = files.get(filedir + "/" + filename);
        Integer breaksAt = breaks.poll();
        return Optional.ofNullable(bytes)
                .map(found -> new Sent(found, ranges ? from : 0, breaksAt == null ? -1 : breaksAt));
    }

    private void failIfAway() throws UcmFault {
        FaultKind kind = away;
        if (kind != null) {
            throw new UcmFault(kind, "site branch-a: away");
        }
    }

    private final class Sent implements RemoteFile {
        private final byte[] bytes;
        private final long from;
        private final int breaksAt;
        private int position;

        Sent(byte[] bytes, long from, int breaksAt) {
            this.bytes = bytes;
            this.from = from;
            this.breaksAt = breaksAt;
            this.position = (int) from;
        }

        @Override
        public long from() {
            return from;
        }

        @Override
        public long length() {
            return tellsLength ? bytes.length : -1;
        }

        @Override
        public int read(byte[] into) throws UcmFault {
            Semaphore waits = gate;
            if (waits != null) {
                waits.acquireUninterruptibly();
            }
            int end = breaksAt >= position ? breaksAt : bytes.length;
            int count = Math.min(Math.min(pieces, into.length), end - position);
            if (count > 0) {
                System.arraycopy(bytes, position, into, 0, count);
                position += count;
                return count;
            }
            if (position == breaksAt) {
                throw new UcmFault(FaultKind.BROKEN_OFF, "site branch-a: broke at " + position);
            }
            return -1;
        }

        @Override
        public void close() {}
    }
}
