package io.ucmbilling.testing.ucm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** The recordings' side of a {@link SimulatedUcm}: what lies there, how it is sent, what goes wrong, what was asked. */
public final class SimulatedRecapi {
    private final RecordingShelf shelf = new RecordingShelf();
    private final FileFaults faults = new FileFaults();
    private final FilesAsked asked = new FilesAsked();
    private final Clock clock;
    private volatile boolean ranges = true;
    private volatile Framing framing = Framing.LENGTH;
    private volatile Duration lookUp = Duration.ZERO;

    /** How the end of a file is told. */
    public enum Framing {
        /** By Content-Length. */
        LENGTH,
        /** By the end of the connection. */
        CLOSE,
        CHUNKED
    }

    /** How this way in says that there is no such file. */
    interface NotFound {
        void say() throws IOException;
    }

    SimulatedRecapi(Clock clock) {
        this.clock = clock;
    }

    public RecordingShelf shelf() {
        return shelf;
    }

    public FileFaults faults() {
        return faults;
    }

    public FilesAsked asked() {
        return asked;
    }

    /** Whether it knows ranges; it does unless told. */
    public SimulatedRecapi ranges(boolean known) {
        this.ranges = known;
        return this;
    }

    /** LENGTH unless told. */
    public SimulatedRecapi framing(Framing framing) {
        this.framing = framing;
        return this;
    }

    /** How long it looks for a file before it answers; not at all unless told. */
    public SimulatedRecapi lookUp(Duration time) {
        this.lookUp = time;
        return this;
    }

    boolean knowsRanges() {
        return ranges;
    }

    Framing framing() {
        return framing;
    }

    /** @param question null: formed incorrectly */
    void serve(@Nullable RecapiQuestion question, HttpRequest request, Connection connection, NotFound notFound)
            throws IOException {
        if (question == null) {
            notFound.say();
        } else if (question.filename() != null) {
            files(question, request, connection, notFound);
        } else {
            asked.listing();
            String csv = question.filedir() == null ? shelf.listing() : shelf.listing(question.filedir());
            if (csv == null) {
                notFound.say();
            } else {
                new FileAnswer(request, connection).whole("text/csv", csv.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void files(RecapiQuestion question, HttpRequest request, Connection connection, NotFound notFound)
            throws IOException {
        asked.request();
        String directory = question.directory();
        List<ShelvedFile> found = directory.contains("@")
                ? List.of()
                : question.names().stream()
                        .flatMap(name -> Stream.ofNullable(shelf.find(directory, name)))
                        .distinct()
                        .toList();
        if (found.isEmpty()) {
            asked.nothing();
            notFound.say();
        } else if (found.size() == 1) {
            file(found.getFirst(), request, connection);
        } else {
            String name = clock.instant().getEpochSecond() + ".tar";
            new FileAnswer(request, connection)
                    .whole(
                            "application/x-tar",
                            tar(found),
                            "Content-Disposition: attachment; filename=\"" + name + "\"");
        }
    }

    private void file(ShelvedFile file, HttpRequest request, Connection connection) throws IOException {
        ByteRange range = ranges ? ByteRange.of(request, file) : ByteRange.whole(file);
        Runnable end = asked.begin(file.path(), range.from());
        try {
            LockSupport.parkNanos(lookUp.toNanos());
            new FileAnswer(request, connection).send(file, range, this, end);
        } finally {
            end.run();
        }
    }

    /** In memory: tests ask for small ones. */
    private static byte[] tar(List<ShelvedFile> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (ShelvedFile file : files) {
                TarArchiveEntry entry = new TarArchiveEntry(Objects.requireNonNull(file.name()));
                entry.setSize(file.length());
                tar.putArchiveEntry(entry);
                file.write(0, file.length(), tar);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
