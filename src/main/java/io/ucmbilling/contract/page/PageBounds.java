package io.ucmbilling.contract.page;

import io.ucmbilling.contract.UnreadableEntry;
import java.util.concurrent.CancellationException;

/**
 * The bounds of one page, and how far it has used them up while one thread reads it. They hold whatever the answer says, so
 * that reading it costs a bounded amount of memory beside the answer itself:
 *
 * <ul>
 *   <li>Of a page, else it is refused as a whole: ten times as many items as were asked for (and always 1,000), 20,000
 *       records, since a UCM may count items that hold a dozen legs each, 600,000 values (a field of no known generation
 *       counts as four), 32 MB of records' text.
 *   <li>Of a record, else that record is unreadable: 500 fields, 256 bytes a field's name, 64 KB a value, 64 levels of nesting.
 *   <li>Of an unreadable record's text its first 1,000,000 characters are kept.
 * </ul>
 *
 * Reading ends with a {@link CancellationException} soon after its thread is interrupted.
 */
public final class PageBounds {
    public static final int MOST_FIELDS = 500;
    public static final int LONGEST_NAME = 256;
    public static final int LONGEST_VALUE = 64 * 1024;
    public static final int DEEPEST = 64;
    static final int LONGEST_RAW = 1_000_000;

    private static final int TIMES_ASKED = 10;
    private static final int ALWAYS_TAKEN = 1000;
    private static final int MOST_RECORDS = 20_000;
    private static final int MOST_VALUES = 600_000;
    private static final int UNKNOWN_VALUE = 4;
    private static final long MOST_TEXT = 32L << 20;
    /** How often the thread's interruption is looked at, in steps. A power of two. */
    private static final int STEPS = 1024;

    private final int asked;
    private final long most;
    private int items;
    private int entries;
    private int values;
    private long text;
    private int steps;

    /** @param asked how many records were asked for */
    public PageBounds(int asked) {
        this.asked = asked;
        this.most = Math.max((long) asked * TIMES_ASKED, ALWAYS_TAKEN);
    }

    /** Returns the same bounds with nothing of them used up, for a page that is read a second time. */
    public PageBounds anew() {
        return new PageBounds(asked);
    }

    public void item() throws OversizedPageException {
        step();
        if (++items > most) {
            throw new OversizedPageException(
                    "found more than " + most + " items, expected " + asked + " as were asked for");
        }
    }

    /** @param length of the text that the record or unreadable text holds on to */
    void entry(int length) throws OversizedPageException {
        step();
        if (++entries > MOST_RECORDS) {
            throw new OversizedPageException("found more than " + MOST_RECORDS + " records, expected fewer");
        }
        text(length);
    }

    /** Makes an entry of what stands in that part. */
    public UnreadableEntry unreadable(PageBytes bytes, int from, int to, String reason) throws OversizedPageException {
        entry(to - from);
        UnreadableEntry unreadable = bytes.unreadable(from, to, reason);
        text(Math.max(0, unreadable.raw().length() - (to - from)));
        return unreadable;
    }

    /** @param length of a text that is kept beside the answer */
    void text(int length) throws OversizedPageException {
        text += length;
        if (text > MOST_TEXT) {
            throw new OversizedPageException("found records of more than " + MOST_TEXT + " bytes, expected less");
        }
    }

    void value(boolean known) throws OversizedPageException {
        step();
        values += known ? 1 : UNKNOWN_VALUE;
        if (values > MOST_VALUES) {
            throw new OversizedPageException("found more than " + MOST_VALUES + " values, expected fewer");
        }
    }

    /** Takes one step. Called in every loop over an answer. */
    public void step() {
        if ((++steps & (STEPS - 1)) == 0) {
            checkInterruption();
        }
    }

    /** Ends the reading if its thread is interrupted. */
    static void checkInterruption() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("reading was given up");
        }
    }
}
