package io.ucmbilling.recording.cache;

import io.ucmbilling.recording.cache.CacheIndex.IndexedFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A look at every file of the cache's folder. It removes dead parts and files that are not as long as their names say. */
final class FolderSurvey extends SimpleFileVisitor<Path> {
    private final String replica;
    private final Instant deadUntil;
    private final List<IndexedFile> whole = new ArrayList<>();
    private long foreignBytes;

    /**
     * @param replica whose own parts are left alone and not counted
     * @param deadUntil parts that have not grown since are dead
     */
    FolderSurvey(String replica, Instant deadUntil) {
        this.replica = replica;
        this.deadUntil = deadUntil;
    }

    List<IndexedFile> whole() {
        return whole;
    }

    /** Returns the bytes of the parts of other replicas. */
    long foreignBytes() {
        return foreignBytes;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes found) throws IOException {
        if (found.isRegularFile()) {
            look(path, found.size(), found.lastModifiedTime().toInstant());
        }
        return FileVisitResult.CONTINUE;
    }

    private void look(Path path, long size, Instant changed) throws IOException {
        String name = path.getFileName().toString();
        CachedFile file = CachedFile.named(name).orElse(null);
        boolean foreign = file == null && CachedFile.isPart(name) && !CachedFile.isPartOf(replica, name);
        if (file != null && file.length() == size) {
            whole.add(new IndexedFile(file, changed));
        } else if (file != null || (foreign && changed.isBefore(deadUntil))) {
            Files.deleteIfExists(path);
        } else if (foreign) {
            foreignBytes += size;
        }
    }

    /** Goes on, as the file has vanished meanwhile. */
    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
        return FileVisitResult.CONTINUE;
    }
}
