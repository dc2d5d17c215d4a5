package io.ucmbilling.contract.page;

import io.ucmbilling.contract.PageEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object or list of a page that has begun and not ended yet, see {@link RecordAssembly}. */
final class OpenObject {
    private static final String HEADER = "main_cdr";
    private static final String LEG = "sub_cdr";

    final String name;
    final boolean list;
    /** The place at which it begins in the body. */
    final int from;
    /** How many entries there were before it. */
    final int place;

    final RecordDraft draft;
    /** What it stands in; null: it is an item. */
    @Nullable
    OpenObject around;

    /** Objects inside that are records unless this one is, whose fields they are then. */
    final List<PageEntry> doubtful = new ArrayList<>(0);

    private boolean holdsRecords;
    private boolean holdsHeader;

    OpenObject(String name, boolean list, int from, int place, RecordDraft draft) {
        this.name = name;
        this.list = list;
        this.from = from;
        this.place = place;
        this.draft = draft;
    }

    boolean holdsRecords() {
        return holdsRecords;
    }

    void holdsRecord() {
        holdsRecords = true;
    }

    /** Takes note of what has ended inside. Returns whether it may be a field. */
    boolean takes(OpenObject inside) {
        holdsRecords |= inside.holdsRecords;
        holdsHeader |= inside.isHeader();
        return !inside.holdsRecords && !inside.isHeader();
    }

    /**
     * Returns whether it is a record, with its AcctId or for the lack of it.
     *
     * @param item whether it stands in no other
     */
    boolean isRecord(boolean item) {
        if (list || draft.isNumbered() || holdsRecords) {
            return !list && draft.isNumbered();
        }
        if (item) {
            return draft.isKnown() || !(draft.isEmpty() || holdsHeader);
        }
        return isHeader() ? draft.isIdentified() : name.startsWith(LEG) && !draft.isEmpty();
    }

    /** Returns whether it is a record unless what is around it is one. */
    boolean isDoubtful() {
        return !list && !holdsRecords && !isHeader() && draft.isKnown();
    }

    private boolean isHeader() {
        return name.equals(HEADER);
    }
}
