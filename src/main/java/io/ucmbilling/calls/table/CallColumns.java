package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.call.CallTimes;
import io.ucmbilling.calls.call.CallTrunk;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.row.LegCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Columns of a call's row, and their values. */
final class CallColumns {
    static final String NAMES = "id, place, digest, commit_number, started_at, answered_at, ended_at, month, version,"
            + " utc_offset, duration, wait, billable, legs, site, direction, status, key, session, caller_number,"
            + " caller_presented, caller_name, caller_e164, caller_trunk, callee_number, callee_e164, callee_trunk,"
            + " dialled_number, dialled_e164, answered_by, account_code, kinds, kind_billable, trunk_sides, trunks,"
            + " trunk_billable, extensions, extension_billable, recordings, recording_starts";

    private static final JsonMapper JSON = JsonMapper.shared();

    private CallColumns() {}

    static void write(CopyText row, WrittenCall written) {
        MadeCall made = written.made();
        Call call = made.call();
        CallTimes times = call.times();
        row.column(made.id()).column(written.place()).column(made.digest()).column(made.commit());
        row.column(Timestamps.text(times.startedAt()));
        row.column(Timestamps.text(times.answeredAt())).column(Timestamps.text(times.endedAt()));
        row.column(written.month())
                .column(written.version())
                .column(times.offset().getTotalSeconds());
        row.column(times.durationSeconds()).column(times.waitSeconds()).column(call.billableSeconds());
        row.column(call.legs()).column(made.key().site());
        row.column(LegCodes.of(call.direction())).column(call.status().letter());
        String key = made.key().session();
        row.column(key).column(call.session().equals(key) ? null : call.session());
        parties(row, call);
        row.column(call.accountCode());
        row.column(call.kinds().stream().map(kind -> "" + LegCodes.of(kind)).collect(Collectors.joining()));
        row.array(call.kinds().size() == 1 ? List.of() : call.shares().byKind().values());
        row.column(trunkSides(call));
        row.array(call.shares().byTrunk().keySet())
                .array(call.shares().byTrunk().values());
        row.array(call.extensions()).array(call.shares().byExtension().values());
        row.array(made.recordings()).array(starts(made));
        row.endRow();
    }

    private static void parties(CopyText row, Call call) {
        row.column(call.caller().number())
                .column(call.caller().presented())
                .column(call.caller().name())
                .column(call.caller().e164())
                .column(call.caller().trunk());
        row.column(call.callee().number())
                .column(call.callee().e164())
                .column(call.callee().trunk());
        row.column(call.dialled().number()).column(call.dialled().e164());
        row.column(call.answeredBy() == null ? null : call.answeredBy().number());
    }

    private static @Nullable String trunkSides(Call call) {
        List<List<@Nullable Object>> sides = new ArrayList<>();
        for (CallTrunk trunk : call.trunks()) {
            sides.add(Arrays.asList(trunk.end().ordinal(), trunk.token(), trunk.name()));
        }
        return sides.isEmpty() ? null : JSON.writeValueAsString(sides);
    }

    /** Returns the start of each recording that ever had a number; null: no leg names it any more. */
    private static List<@Nullable Long> starts(MadeCall made) {
        Map<Integer, Long> byNumber = made.call().recordings().stream()
                .collect(Collectors.toMap(
                        CallRecording::number,
                        recording -> recording.startedAt().getEpochSecond()));
        List<@Nullable Long> starts = new ArrayList<>();
        for (int number = 1; number <= made.recordings().size(); number++) {
            starts.add(byNumber.get(number));
        }
        return starts;
    }
}
