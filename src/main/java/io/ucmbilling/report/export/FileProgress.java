package io.ucmbilling.report.export;

/** Receiver of how far a file is. */
public interface FileProgress {
    /** Nobody wants to know. */
    FileProgress IGNORED = new FileProgress() {
        @Override
        public void total(long calls) {}

        @Override
        public void written(long calls) {}
    };

    /** Takes how many calls the file will have, before its first. A workbook has each twice: itself, and its legs. */
    void total(long calls);

    /** Takes how many more calls are written. */
    void written(long calls);
}
