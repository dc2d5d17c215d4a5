package io.ucmbilling.report.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of a mail while it is sent, in a folder of their own that goes with them. Together they have so many bytes at most: one that would
 * pass that is given up and only named.
 */
final class MailFiles implements AutoCloseable {
    private final Path folder;
    private final List<MailFile> attached = new ArrayList<>();
    private final List<String> tooLarge = new ArrayList<>();
    private long left;

    /** A file that is attached. */
    record MailFile(String name, String mediaType, Path path) {}

    /** Writer of a file. */
    @FunctionalInterface
    interface FileWriter {
        void write(OutputStream out) throws IOException;
    }

    /** @param limit most bytes of all files together */
    MailFiles(long limit) throws IOException {
        this.folder = Files.createTempDirectory("gateway-mail");
        this.left = limit;
    }

    /** Writes a file, and returns whether it is attached; false: it would be too large. */
    boolean add(String name, String mediaType, FileWriter writer) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = new LimitedOutput(Files.newOutputStream(path), left)) {
            writer.write(out);
        } catch (IOException | UncheckedIOException e) {
            if (!LimitedOutput.isCauseOf(e)) {
                throw e;
            }
            Files.delete(path);
            tooLarge.add(name);
            return false;
        }
        left -= Files.size(path);
        attached.add(new MailFile(name, mediaType, path));
        return true;
    }

    /** Takes a file out again that turned out to be of no use. */
    void drop(String name) throws IOException {
        attached.removeIf(file -> file.name().equals(name));
        Path path = folder.resolve(name);
        left += Files.size(path);
        Files.delete(path);
    }

    List<MailFile> attached() {
        return attached;
    }

    /** Returns the names of those that are too large to be attached. */
    List<String> tooLarge() {
        return tooLarge;
    }

    @Override
    public void close() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
