package io.ucmbilling.recording.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** A file of the cache that is open for reading; it is not thrown away until it is closed. */
public final class OpenCachedFile implements AutoCloseable {
    private final CachedFile file;
    private final FileChannel channel;
    private final Runnable release;

    /** @param release called with each {@link #close} */
    OpenCachedFile(CachedFile file, FileChannel channel, Runnable release) {
        this.file = file;
        this.channel = channel;
        this.release = release;
    }

    public CachedFile file() {
        return file;
    }

    /** Returns the file's bytes, to be read alone. */
    public FileChannel channel() {
        return channel;
    }

    /** To be called once. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It was only read.
        } finally {
            release.run();
        }
    }
}
