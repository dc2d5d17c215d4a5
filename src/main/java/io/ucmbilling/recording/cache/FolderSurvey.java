package io.ucmbilling.recording.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A look at every file of the cache's folder. It removes dead parts and files that are not as long as their names say. */
final class FolderSurvey extends SimpleFileVisitor<Path> {
    private final String replica;
    private final Instant deadUntil;
    private final List<Seen> whole = new ArrayList<>();
    private long foreignBytes;

    /**
     * @param replica whose own parts are left alone and not counted
     * @param deadUntil parts that have not grown since are dead
     */
    FolderSurvey(String replica, Instant deadUntil) {
        this.replica = replica;
        this.deadUntil = deadUntil;
    }

    /** A whole file and its last use. */
    record Seen(CachedFile file, Instant usedAt) {}

    List<Seen> whole() {
        return whole;
    }

    /** Returns the bytes of the parts of other replicas. */
    long foreignBytes() {
        return foreignBytes;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes found) throws IOException {
        String name = path.getFileName().toString();
        if (!found.isRegularFile()) {
            return FileVisitResult.CONTINUE;
        }
        Optional<CachedFile> file = CachedFile.named(name);
        Instant changed = found.lastModifiedTime().toInstant();
        if (file.isPresent()) {
            take(path, file.get(), found);
        } else if (CachedFile.isPart(name) && !CachedFile.isPartOf(replica, name)) {
            if (changed.isBefore(deadUntil)) {
                Files.deleteIfExists(path);
            } else {
                foreignBytes += found.size();
            }
        }
        return FileVisitResult.CONTINUE;
    }

    private void take(Path path, CachedFile file, BasicFileAttributes found) throws IOException {
        if (found.size() == file.length()) {
            whole.add(new Seen(file, found.lastModifiedTime().toInstant()));
        } else {
            Files.deleteIfExists(path);
        }
    }

    /** Goes on, as the file has vanished meanwhile. */
    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
        return FileVisitResult.CONTINUE;
    }
}
