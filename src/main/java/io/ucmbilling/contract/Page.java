package io.ucmbilling.contract;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One answer of cdrapi: what it holds, in its order. Equal if items and entries are.
 *
 * @param items places in the outermost array, lines or elements: a call with nested legs is one. Never more than entries
 *     unless an item held no leg at all
 * @param entries the legs and what could not be read, in document order; {@code main_cdr} headers are none (contract U3)
 * @param text the answer's own text; null: it was not read from one
 */
public record Page(
        int items, List<PageEntry> entries, @Nullable Text text) {

    /** The text of an answer. */
    public interface Text {
        /** Returns a part of it, as an entry that cannot be read. */
        UnreadableEntry unreadable(int from, int to, String reason);
    }

    public Page {
        entries = List.copyOf(entries);
    }

    public Page(int items, List<PageEntry> entries) {
        this(items, entries, null);
    }

    /** Returns whether nothing at all came. */
    public boolean isEmpty() {
        return items == 0 && entries.isEmpty();
    }

    /** The text of one of the page's records, as an entry that cannot be read; null: it was not read from a text. */
    public @Nullable UnreadableEntry unreadable(CdrRecord record, String reason) {
        return text == null || record.end() < 0 ? null : text.unreadable(record.begin(), record.end(), reason);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Page that && items == that.items && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return Objects.hash(items, entries);
    }
}
