package io.ucmbilling.recording.cache;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The cache's folder on disk: {@code <root>/<first two digits of the key>/<name>}. Only regular files in real folders count;
 * a symbolic link is neither followed nor served. A file's modification time is its last use.
 */
final class CacheFolder {
    /** The age from which a part that has not grown is of a dead download: a living one grows or fails within a read timeout. */
    static final Duration DEAD_AFTER = Duration.ofMinutes(10);

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path root;
    private final String replica =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final AtomicLong parts = new AtomicLong();

    CacheFolder(Path root) {
        this.root = root;
    }

    /** Returns where a new file of that key may be written until it is whole. */
    Path newPart(CacheKey key) throws IOException {
        return madeFolder(key).resolve(CachedFile.partName(key, replica, parts.incrementAndGet()));
    }

    /** Makes a part, which is on the disk, the whole file by one rename. Older ones of the same key go. */
    void publish(Path part, CachedFile file, Instant now) throws IOException {
        touch(part, now);
        Files.move(part, path(file), StandardCopyOption.ATOMIC_MOVE);
        sync(folder(file.key()));
        try {
            all(file.key()).stream().filter(other -> !other.equals(file)).forEach(this::delete);
        } catch (IOException e) {
            // They go when they are the least recently used.
        }
    }

    /** Looks on the disk for the newest whole file of that key, whoever fetched it. */
    Optional<CachedFile> find(CacheKey key) {
        try {
            return all(key).stream().max(Comparator.comparing(CachedFile::fetchedAt));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<CachedFile> all(CacheKey key) throws IOException {
        Path folder = folder(key);
        if (!isOurs(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(CachedFile.beginning(key)))
                    .flatMap(name -> CachedFile.named(name).stream())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Opens a whole file. What is open stays readable when it is deleted.
     *
     * @throws IOException if it is not there, not as long as its name says, or no regular file
     */
    FileChannel open(CachedFile file) throws IOException {
        Path path = path(file);
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
        if (!found.isRegularFile() || found.size() != file.length() || !isOurs(folder(file.key()))) {
            throw new NoSuchFileException(path.toString(), null, "no regular file of " + file.length() + " bytes");
        }
        return FileChannel.open(path, Set.<OpenOption>of(StandardOpenOption.READ, NOFOLLOW_LINKS));
    }

    /** Notes a use. A disk that does not take it does no harm. */
    void used(CachedFile file, Instant at) {
        try {
            touch(path(file), at);
        } catch (IOException e) {
            // Then it is forgotten a little sooner.
        }
    }

    /** Deletes a file, and tells whether it is gone now. */
    boolean delete(CachedFile file) {
        try {
            Files.deleteIfExists(path(file));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Surveys the folder and clears it up. A folder that is not there holds nothing. */
    FolderSurvey survey(Instant now) throws IOException {
        FolderSurvey survey = new FolderSurvey(replica, now.minus(DEAD_AFTER));
        if (Files.exists(root)) {
            Files.walkFileTree(root.toRealPath(), EnumSet.noneOf(FileVisitOption.class), 2, survey);
        }
        return survey;
    }

    private Path folder(CacheKey key) {
        return root.resolve(key.digest().substring(0, 2));
    }

    private Path path(CachedFile file) {
        return folder(file.key()).resolve(file.name());
    }

    private Path madeFolder(CacheKey key) throws IOException {
        createRoot();
        Path folder = folder(key);
        if (Files.isSymbolicLink(folder)) {
            Files.delete(folder);
        }
        if (!isOurs(folder)) {
            Files.createDirectories(folder);
        }
        return folder;
    }

    private static boolean isOurs(Path folder) {
        return Files.isDirectory(folder, NOFOLLOW_LINKS);
    }

    /** Creates the folder for nobody else on the machine, as it holds what people said. */
    private void createRoot() throws IOException {
        boolean posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.exists(root)) {
            Files.createDirectories(root, posix ? new FileAttribute<?>[] {PRIVATE} : new FileAttribute<?>[0]);
        }
    }

    private static void touch(Path path, Instant at) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(at));
    }

    /** Makes a rename outlive a power cut, if the file system can sync a folder. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file itself is on the disk; at worst it is fetched again.
        }
    }
}
