package io.ucmbilling.report.download;

import io.ucmbilling.report.export.FileProgress;

/** How far one download is. Written by the thread that streams it, read by others. */
final class DownloadProgress implements FileProgress {
    private final String owner;
    private volatile long total = -1;
    private volatile long written;
    private volatile DownloadState state = DownloadState.RUNNING;

    /** State of a download. */
    enum DownloadState {
        RUNNING,
        DONE,
        /** It was broken off. */
        FAILED
    }

    /** @param owner name of the user whose download it is */
    DownloadProgress(String owner) {
        this.owner = owner;
    }

    @Override
    public void total(long calls) {
        total = calls;
    }

    /** Called by one thread alone. */
    @Override
    public void written(long calls) {
        written = written + calls;
    }

    void end(DownloadState how) {
        state = how;
    }

    boolean isOf(String user) {
        return owner.equals(user);
    }

    /** Returns how it stands now. */
    Shown now() {
        return new Shown(state, written, Math.max(written, total), total < 0);
    }

    /**
     * What a page shows of it.
     *
     * @param written steps that are done; a workbook takes two for each call
     * @param total steps there are
     * @param counting whether the calls are being counted, so that the total is not known yet
     */
    record Shown(DownloadState state, long written, long total, boolean counting) {
        public int percent() {
            return total == 0 ? 0 : Math.toIntExact(written * 100 / total);
        }
    }
}
