package io.ucmbilling.billing.list;

import io.ucmbilling.billing.call.CallView;
import io.ucmbilling.billing.call.CallView.PartyView;
import io.ucmbilling.billing.call.CallView.RecordingView;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.query.CallLine;
import io.ucmbilling.store.row.LegCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls as CSV (billing contract B2), by two ways that write the same bytes: from what the REST view shows, and from rows as the database
 * gives them, which takes a fraction of the time.
 */
final class CallCsv {
    private static final String HEADER = "id,version,site,session,startedAt,startedAtLocal,answeredAt,endedAt,"
        + "durationSeconds,waitSeconds,billableSeconds,direction,status,kinds,callerNumber,callerPresented,callerName,"
        + "callerE164,calleeNumber,calleeE164,dialledNumber,dialledE164,answeredByNumber,trunks,extensions,accountCode,"
        + "legs,recordings";

    /** Places of columns in {@link CallLine}. */
    private static final int ID = 1;

    private static final int VERSION = 2;
    private static final int SESSION = 4;
    private static final int STARTED_AT = 5;
    private static final int OFFSET = 6;
    private static final int ANSWERED_AT = 7;
    private static final int ENDED_AT = 8;
    private static final int DURATION = 9;
    private static final int BILLABLE = 11;
    private static final int DIRECTION = 12;
    private static final int STATUS = 13;
    private static final int KINDS = 14;
    private static final int CALLER = 15;
    private static final int ACCOUNT_CODE = 26;
    private static final int LEGS = 27;
    private static final int RECORDINGS = 28;

    private final CsvBytes out;
    private final Map<String, byte[]> kinds = new HashMap<>();
    private final Map<String, byte[]> sites = new HashMap<>();
    private final byte[][] statuses = new byte[128][];

    CallCsv(CsvBytes out) {
        this.out = out;
        Stream.of(CallStatus.values()).forEach(status -> statuses[status.letter()] = bytes(status.name()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void header() throws IOException {
        Stream.of(HEADER.split(",")).forEach(out::text);
        out.end();
    }

    /** Writes a row as the database gives it. */
    void line(CallLine line) throws IOException {
        out.id(text(line, ID));
        out.number(line.number(VERSION));
        out.text(sites.computeIfAbsent(line.site(), CallCsv::bytes));
        out.text(line.text(SESSION));
        out.instant(line.number(STARTED_AT));
        out.local(line.number(STARTED_AT), line.number(OFFSET));
        instant(line, ANSWERED_AT);
        instant(line, ENDED_AT);
        for (int column = DURATION; column <= BILLABLE; column++) {
            number(line, column);
        }
        out.text(kindsOf(DIRECTION, line));
        out.text(statuses[text(line, STATUS)[0]]);
        out.text(kindsOf(KINDS, line));
        for (int column = CALLER; column <= ACCOUNT_CODE; column++) {
            out.text(line.text(column));
        }
        out.number(line.number(LEGS));
        out.text(line.text(RECORDINGS));
        out.end();
    }

    private static byte[] text(CallLine line, int column) {
        byte[] text = line.text(column);
        return text == null ? new byte[0] : text;
    }

    /** Returns the names that letters stand for: of the direction, which begins with #, or of the kinds. */
    private byte[] kindsOf(int column, CallLine line) {
        String letters = new String(text(line, column), StandardCharsets.US_ASCII);
        return kinds.computeIfAbsent(
                column + letters,
                key -> bytes(
                        column == DIRECTION
                                ? LegCodes.direction(letters).name()
                                : letters.chars()
                                        .mapToObj(letter -> LegCodes.kind(Character.toString(letter))
                                                .name())
                                        .collect(Collectors.joining(";"))));
    }

    private void instant(CallLine line, int column) {
        if (line.isKnown(column)) {
            out.instant(line.number(column));
        } else {
            out.text((String) null);
        }
    }

    private void number(CallLine line, int column) {
        if (line.isKnown(column)) {
            out.number(line.number(column));
        } else {
            out.text((String) null);
        }
    }

    /** Writes what the REST view shows of a call. */
    void view(CallView call) throws IOException {
        out.id(HexFormat.of().parseHex(call.id()));
        out.number(call.version());
        out.text(call.site());
        out.text(call.session());
        out.instant(call.startedAt().getEpochSecond());
        out.local(
                call.startedAt().getEpochSecond(),
                OffsetDateTime.parse(call.startedAtLocal()).getOffset().getTotalSeconds());
        Stream.of(second(call.answeredAt()), second(call.endedAt())).forEach(out::text);
        number(call.durationSeconds());
        number(call.waitSeconds());
        out.number(call.billableSeconds());
        out.text(call.direction().name());
        out.text(call.status().name());
        out.text(call.kinds().stream().map(Enum::name).collect(Collectors.joining(";")));
        parties(call);
        out.text(call.trunks().stream()
                .map(trunk -> orEmpty(trunk.token()) + "=" + orEmpty(trunk.name()))
                .collect(Collectors.joining(";")));
        out.text(String.join(";", call.extensions()));
        out.text(call.accountCode());
        out.number(call.legs());
        out.text(call.recordings().stream().map(RecordingView::name).collect(Collectors.joining(";")));
        out.end();
    }

    private void parties(CallView call) {
        PartyView answeredBy = call.answeredBy();
        out.text(call.caller().number());
        out.text(call.caller().presented());
        out.text(call.caller().name());
        out.text(call.caller().e164());
        out.text(call.callee().number());
        out.text(call.callee().e164());
        out.text(call.dialled().number());
        out.text(call.dialled().e164());
        out.text(answeredBy == null ? null : answeredBy.number());
    }

    private static String second(@Nullable Instant instant) {
        return instant == null ? "" : instant.toString();
    }

    private void number(@Nullable Integer number) {
        out.text(number == null ? null : number.toString());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
