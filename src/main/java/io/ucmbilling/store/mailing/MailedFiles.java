package io.ucmbilling.store.mailing;

/** Files that a mail has. */
public enum MailedFiles {
    /** The guide's CSV. */
    CSV,
    /** An Excel workbook. */
    XLSX,
    BOTH
}
