package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.call.CallTimes;
import io.ucmbilling.calls.call.CallTrunk;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.row.BinaryRow;
import io.ucmbilling.store.row.LegCodes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Columns of a call's row that its content stands in, in COPY's binary format. */
final class CallColumns {
    private static final String NAMES =
            "started_at, answered_at, ended_at, utc_offset, duration, wait, billable, legs, site, direction, status,"
                + " searchable, key, session, caller_number, caller_presented, caller_name, caller_e164, caller_trunk,"
                + " callee_number, callee_e164, callee_trunk, dialled_number, dialled_e164, answered_by, account_code,"
                + " kinds, kind_billable, trunk_ends, trunk_tokens, trunk_names, trunks, trunk_billable, extensions,"
                + " extension_billable, outside, recordings, recording_starts";

    private static final int COUNT = NAMES.split(",").length;

    /** What a row says beside the call's content, then the content. */
    static final String COPY =
            "COPY call (id, place, digest, commit_number, month, version, " + NAMES + ") FROM STDIN (FORMAT binary)";

    static final int COPY_COUNT = 6 + COUNT;

    /** An index entry has room for three times as many bytes. */
    private static final int LONGEST_SEARCHABLE = 200;

    private static final int MOST_SEARCHABLE = 200;

    private final BinaryRow row;
    private final Call call;

    private CallColumns(BinaryRow row, Call call) {
        this.row = row;
        this.call = call;
    }

    /** @param numbered names of all recordings that ever had a number, number 1 first */
    static void write(BinaryRow row, CallKey key, Call call, List<String> numbered) {
        CallColumns columns = new CallColumns(row, call);
        columns.figures();
        row.number(key.site());
        row.letter(LegCodes.of(call.direction()));
        row.letter(call.status().letter());
        row.truth(columns.isSearchable());
        row.text(key.session());
        String session = StorableText.of(call.session());
        row.text(session.equals(key.session()) ? null : session);
        columns.parties();
        columns.text(call.accountCode());
        columns.shares();
        columns.texts(call.outside());
        columns.texts(numbered);
        row.longs(columns.starts(numbered.size()));
    }

    private void figures() {
        CallTimes times = call.times();
        row.moment(times.startedAt());
        row.moment(times.answeredAt());
        row.moment(times.endedAt());
        row.number(times.offset().getTotalSeconds());
        row.number(times.durationSeconds());
        row.number(times.waitSeconds());
        row.number(call.billableSeconds());
        row.number(call.legs());
    }

    private void parties() {
        Party caller = call.caller();
        Party callee = call.callee();
        Party dialled = call.dialled();
        text(caller.number());
        text(caller.presented());
        text(caller.name());
        text(caller.e164());
        text(caller.trunk());
        text(callee.number());
        text(callee.e164());
        text(callee.trunk());
        boolean same =
                Objects.equals(dialled.number(), callee.number()) && Objects.equals(dialled.e164(), callee.e164());
        text(same ? null : Objects.requireNonNullElse(dialled.number(), ""));
        text(same ? null : dialled.e164());
        text(call.answeredBy() == null ? null : call.answeredBy().number());
    }

    private void shares() {
        StringBuilder kinds = new StringBuilder();
        call.kinds().forEach(kind -> kinds.append(LegCodes.of(kind)));
        row.text(kinds.toString());
        row.integers(
                call.kinds().size() == 1 ? List.of() : call.shares().byKind().values());
        StringBuilder ends = new StringBuilder();
        call.trunks().forEach(trunk -> ends.append(trunk.end().letter()));
        row.text(ends.isEmpty() ? null : ends.toString());
        texts(call.trunks().stream().map(CallTrunk::token).toList());
        texts(call.trunks().stream().map(CallTrunk::name).toList());
        texts(call.shares().byTrunk().keySet());
        row.integers(call.shares().byTrunk().values());
        texts(call.extensions());
        row.integers(call.shares().byExtension().values());
    }

    /** Returns the start of each recording that ever had a number; null: no leg names it any more. */
    private List<@Nullable Long> starts(int numbered) {
        List<@Nullable Long> starts = new ArrayList<>();
        for (int number = 1; number <= numbered; number++) {
            starts.add(null);
        }
        for (CallRecording recording : call.recordings()) {
            starts.set(recording.number() - 1, recording.startedAt().getEpochSecond());
        }
        return starts;
    }

    private boolean isSearchable() {
        boolean isSearchable = call.extensions().size() + call.trunks().size() <= MOST_SEARCHABLE
                && isShort(call.caller().number())
                && isShort(call.callee().number())
                && isShort(call.dialled().number())
                && isShort(call.answeredBy() == null ? null : call.answeredBy().number())
                && isShort(call.accountCode());
        for (String extension : call.extensions()) {
            isSearchable &= isShort(extension);
        }
        for (CallTrunk trunk : call.trunks()) {
            isSearchable &= isShort(trunk.token()) && isShort(trunk.name());
        }
        return isSearchable;
    }

    private static boolean isShort(@Nullable String text) {
        return text == null || text.length() <= LONGEST_SEARCHABLE;
    }

    private void text(@Nullable String text) {
        row.text(text == null ? null : StorableText.of(text));
    }

    private void texts(Collection<? extends @Nullable String> texts) {
        List<@Nullable String> storable = new ArrayList<>(texts.size());
        for (String text : texts) {
            storable.add(text == null ? null : StorableText.of(text));
        }
        row.texts(storable);
    }
}
