package io.ucmbilling.contract.page;

import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.PageEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The records of a page, found while objects are opened, filled with fields and closed in the order of the answer (contract
 * U3). For JSON and XML alike:
 *
 * <ol>
 *   <li>Whatever object has its AcctId filled is a record, at any depth, in lists, in {@code main_cdr} and in other records.
 *       Records stand in the order in which their objects begin.
 *   <li>Another object is taken for a record that lacks its AcctId where a record must stand and none stands inside: an item
 *       with fields, a {@code sub_cdr…} with fields, a {@code main_cdr} with its uniqueid filled, and whatever has fields of
 *       a call record and is no part of one.
 *   <li>An object or list without records is a field of the object around it, as its text. {@code main_cdr} is none, nor
 *       is {@code cdr} of an item, the call's name.
 * </ol>
 */
public final class RecordAssembly {
    private static final String CALL = "cdr";

    private final PageBytes bytes;
    private final PageBounds bounds;
    private final List<PageEntry> entries = new ArrayList<>();
    /** What was opened last and is not closed; null: nothing is open. */
    private @Nullable OpenObject open;

    private int items;

    public RecordAssembly(PageBytes bytes, PageBounds bounds) {
        this.bytes = bytes;
        this.bounds = bounds;
    }

    public List<PageEntry> entries() {
        return entries;
    }

    public int items() {
        return items;
    }

    /** Begins an item. */
    public void item() throws OversizedPageException {
        bounds.item();
        items++;
    }

    /** Adds a text that is no record. */
    public void unreadable(int from, int to, String reason) throws OversizedPageException {
        entries.add(bounds.unreadable(bytes, from, to, reason));
    }

    /** Takes back what was added since there were so many entries, and closes what is open. */
    public void takeBack(int count) {
        entries.subList(count, entries.size()).clear();
        open = null;
    }

    /** Opens an object, or a list, whose elements have its name. */
    public void open(String name, boolean list, int from) {
        OpenObject around = open;
        String named = around != null && around.list ? around.name : name;
        open = new OpenObject(named, list, from, entries.size(), new RecordDraft(bounds));
        open.around = around;
    }

    /** Returns whether what was opened last takes fields: an object does, a list does not. */
    public boolean takesFields() {
        return open != null && !open.list;
    }

    /**
     * Sets a field of the object that was opened last. Does nothing in a list.
     *
     * @param field what {@link Field#named} says of the name
     * @param raw the value as it came; null: it came as that text
     */
    public void field(@Nullable Field field, String name, String value, @Nullable String raw)
            throws OversizedPageException {
        RecordDraft draft = draft(name);
        if (draft != null) {
            draft.set(field, name, value, raw);
        }
    }

    /** Sets the same of a value that is too long. */
    public void tooLong(@Nullable Field field, String name, int length) {
        RecordDraft draft = draft(name);
        if (draft != null) {
            draft.tooLong(field, name, length);
        }
    }

    private @Nullable RecordDraft draft(String name) {
        OpenObject node = open;
        return node == null || node.list || (node.around == null && name.equals(CALL)) ? null : node.draft;
    }

    /** Closes what was opened last. */
    public void close(int to) throws OversizedPageException {
        bounds.step();
        OpenObject ended = Objects.requireNonNull(open, "nothing is open");
        OpenObject around = ended.around;
        open = around;
        if (ended.isRecord(around == null)) {
            entries.add(ended.place, ended.draft.entry(bytes, ended.from, to));
            ended.holdsRecord();
        } else if (around != null && ended.isDoubtful()) {
            around.doubtful.add(ended.draft.entry(bytes, ended.from, to));
        } else if (around != null && ended.list) {
            around.doubtful.addAll(ended.doubtful);
        } else if (!ended.doubtful.isEmpty()) {
            entries.addAll(ended.doubtful);
            ended.holdsRecord();
        }
        if (around != null && around.takes(ended)) {
            keep(ended, to);
        }
    }

    /** Makes what has ended a field of what is around it. */
    private void keep(OpenObject ended, int to) throws OversizedPageException {
        Field field = Field.named(ended.name);
        if (to - ended.from > PageBounds.LONGEST_VALUE) {
            tooLong(field, ended.name, to - ended.from);
        } else {
            String raw = bytes.isSound(ended.from, to) ? null : bytes.raw(ended.from, to);
            field(field, ended.name, bytes.text(ended.from, to), raw);
        }
    }
}
