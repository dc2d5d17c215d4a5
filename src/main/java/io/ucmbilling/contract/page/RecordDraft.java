package io.ucmbilling.contract.page;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.PageEntry;
import org.jspecify.annotations.Nullable;

/** The fields of one record while they are being read, and whether one of them spoils it. */
public final class RecordDraft {
    private final PageBounds bounds;
    private final CdrRecord.Builder fields = new CdrRecord.Builder();
    private int count;
    private boolean known;
    private boolean numbered;
    private boolean identified;
    private @Nullable String fault;

    public RecordDraft(PageBounds bounds) {
        this.bounds = bounds;
    }

    /**
     * Sets a field.
     *
     * @param field what {@link Field#named} says of the name
     * @param raw the value as it came; null: it came as that text
     */
    public void set(@Nullable Field field, String name, String value, @Nullable String raw)
            throws OversizedPageException {
        if (isWithinBounds(name)) {
            bounds.value(field != null || value.isEmpty());
            if (field != null) {
                fields.set(field, value);
            } else {
                fields.set(name, value);
            }
            if (raw != null) {
                bounds.value(false);
                bounds.text(raw.length());
                fields.replaced(name, raw);
            }
        }
        known |= field != null;
        numbered |= field == Field.ACCT_ID && !value.isEmpty();
        identified |= field == Field.UNIQUEID && !value.isEmpty();
    }

    /** Passes over a value that is too long to be kept. */
    public void tooLong(@Nullable Field field, String name, int length) {
        count++;
        known |= field != null;
        numbered |= field == Field.ACCT_ID;
        identified |= field == Field.UNIQUEID;
        spoil((field == null ? "a field" : name) + ": found a value of " + length + " bytes, expected at most "
                + PageBounds.LONGEST_VALUE);
    }

    private boolean isWithinBounds(String name) {
        if (++count > PageBounds.MOST_FIELDS) {
            spoil("found more than " + PageBounds.MOST_FIELDS + " fields, expected fewer");
        } else if (name.length() > PageBounds.LONGEST_NAME) {
            spoil("found a name of " + name.length() + " characters, expected at most " + PageBounds.LONGEST_NAME);
        } else {
            return true;
        }
        return false;
    }

    private void spoil(String why) {
        fault = fault == null ? why : fault;
    }

    /** Returns whether no field has been set. */
    boolean isEmpty() {
        return count == 0;
    }

    /** Returns whether one of its fields is one of a call record. */
    boolean isKnown() {
        return known;
    }

    /** Returns whether its AcctId is filled: then it is a record, wherever it stands (contract U3). */
    boolean isNumbered() {
        return numbered;
    }

    /** Returns whether its uniqueid is filled. */
    boolean isIdentified() {
        return identified;
    }

    /** Returns the record, or why it is none, for what stands there. */
    public PageEntry entry(PageBytes bytes, int from, int to) throws OversizedPageException {
        String why = fault;
        if (why != null) {
            return bounds.unreadable(bytes, from, to, why);
        }
        bounds.entry(to - from);
        return fields.at(from, to).build();
    }
}
