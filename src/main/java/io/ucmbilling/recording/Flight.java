package io.ucmbilling.recording;

import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One fetch on its way, as its readers see it. Each reads as far as it has come, at its own pace: the first bytes from memory,
 * so that nobody waits for the disk to begin, the others from the part with a descriptor of its own, so that memory does not
 * grow with the file or its readers.
 */
final class Flight implements Arrival {
    /** How far it is. */
    enum Stage {
        /** Asking the UCM, or nothing tells yet how long the file is. */
        ASKING,
        /** Coming; its length is known. */
        ARRIVING,
        /** All has come. */
        WHOLE,
        /** The UCM has no such file. */
        MISSING,
        /** The fetch broke for good. */
        FAILED,
        /** The file cannot be kept: each reader goes on by itself. */
        LOOSE
    }

    private final RecordingName asked;
    private final Instant startedAt;
    private Stage stage = Stage.ASKING;
    private long length = -1;
    private long readable;
    private byte[] first = {};
    private @Nullable Part part;
    private @Nullable UcmFault fault;
    private @Nullable String sha256;
    private @Nullable Runnable release;
    private final Set<FlightBytes> unopened = new HashSet<>();
    private boolean landing;
    private int readers;
    private Instant leftAt;

    Flight(RecordingName asked, Instant startedAt) {
        this.asked = asked;
        this.startedAt = startedAt;
        this.leftAt = startedAt;
    }

    RecordingName asked() {
        return asked;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** One more waits for it; not where it is over. */
    synchronized boolean join() {
        if (isOver()) {
            return false;
        }
        readers++;
        return true;
    }

    /** One less reads it. */
    synchronized void leave(Instant now) {
        readers--;
        leftAt = now;
        letGo();
    }

    /** Whether nobody has read it for so long. */
    synchronized boolean isLeftSince(Duration time, Clock clock) {
        return readers == 0 && leftAt.plus(time).isBefore(clock.instant());
    }

    /** Waits until it is known what comes of it, and its length. */
    synchronized Stage awaitBegin() throws InterruptedException {
        while (stage == Stage.ASKING) {
            wait();
        }
        return stage;
    }

    /** Whether nothing comes any more. */
    synchronized boolean isOver() {
        return stage != Stage.ASKING && stage != Stage.ARRIVING;
    }

    /** Whether all has come. */
    synchronized boolean isWhole() {
        return stage == Stage.WHOLE;
    }

    /** Waits until nothing comes any more. */
    synchronized void awaitEnd() throws InterruptedException {
        while (!isOver()) {
            wait();
        }
    }

    @Override
    public synchronized long awaitBeyond(long position) throws InterruptedException, UcmFault {
        while (readable <= position && stage == Stage.ARRIVING) {
            wait();
        }
        if (readable > position) {
            return readable;
        }
        if (fault != null) {
            throw fault;
        }
        return -1;
    }

    @Override
    public synchronized boolean hasBeyond(long position) {
        return readable > position || stage != Stage.ARRIVING;
    }

    @Override
    public synchronized long length() {
        return length;
    }

    synchronized Optional<UcmFault> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public synchronized byte @Nullable [] sha256() {
        return sha256 == null ? null : HexFormat.of().parseHex(sha256);
    }

    /** How many bytes came into the buffer of those that are in memory; 0: none are there. */
    synchronized int readFirst(ByteBuffer into, long position) {
        int from = (int) Math.min(position, first.length);
        int count = Math.min(into.remaining(), first.length - from);
        into.put(first, from, count);
        return count;
    }

    /**
     * For one more reader that has joined.
     *
     * @throws IOException where all has come and the part is not to be read any more
     */
    synchronized FlightBytes bytes() throws IOException {
        FlightBytes bytes = new FlightBytes(this);
        if (landing) {
            openUnlessInMemory(bytes);
        } else {
            unopened.add(bytes);
        }
        return bytes;
    }

    /** Gives a reader its descriptor, to read what has come and what comes. */
    synchronized FileChannel open(FlightBytes reader) throws IOException, UcmFault {
        FileChannel open = reader.channel();
        if (open != null) {
            return open;
        }
        if (fault != null) {
            throw fault; // What had come of it is gone.
        }
        if (part == null) {
            throw new IOException("no part");
        }
        unopened.remove(reader);
        FileChannel opened = part.open();
        reader.readFrom(opened);
        return opened;
    }

    synchronized void forget(FlightBytes reader) {
        unopened.remove(reader);
    }

    /** All has come, and the part is about to change its name or to go: every reader gets its descriptor now. */
    synchronized void lands() {
        landing = true;
        for (FlightBytes reader : List.copyOf(unopened)) {
            try {
                openUnlessInMemory(reader);
            } catch (IOException e) {
                // It goes on past the cache.
            }
        }
        unopened.clear();
    }

    private void openUnlessInMemory(FlightBytes reader) throws IOException {
        if (part != null && first.length < length) {
            reader.readFrom(part.open());
        }
    }

    /**
     * The file is there, its length known.
     *
     * @param into where its bytes will be
     * @param came its first ones, as many of them as may be read already; none of them need be in the part yet
     */
    synchronized void begins(Part into, long wholeLength, byte[] came) {
        part = into;
        length = wholeLength;
        first = came;
        readable = came.length;
        stage = Stage.ARRIVING;
        notifyAll();
    }

    /** So many bytes are in the part and may be read. */
    synchronized void arrived(long bytes) {
        if (stage == Stage.ARRIVING && bytes > readable) {
            readable = bytes;
            notifyAll();
        }
    }

    /**
     * All of it is there.
     *
     * @param whenLeft what to do when nobody reads it any more
     */
    synchronized void whole(String digest, Runnable whenLeft) {
        sha256 = digest;
        readable = length;
        release = whenLeft;
        end(Stage.WHOLE);
        letGo();
    }

    synchronized void missing() {
        end(Stage.MISSING);
    }

    /** Ends it with that fault, unless it has ended otherwise; gives whether it did. */
    synchronized boolean failedUnlessOver(UcmFault e) {
        if (isOver()) {
            return false;
        }
        fault = e;
        end(Stage.FAILED);
        return true;
    }

    /** It cannot be kept. */
    synchronized void loose() {
        end(Stage.LOOSE);
    }

    private void end(Stage last) {
        stage = last;
        notifyAll();
    }

    private void letGo() {
        if (readers == 0 && release != null) {
            release.run();
            release = null;
        }
    }
}
