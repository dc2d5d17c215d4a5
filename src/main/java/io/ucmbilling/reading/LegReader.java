package io.ucmbilling.reading;

import static io.ucmbilling.reading.CallerId.orNull;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Leg;
import io.ucmbilling.call.Side;
import io.ucmbilling.call.Status;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Stamps;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one PBX (contract N).
 *
 * <ol>
 *   <li>The key must be there: session or uniqueid, a number for AcctId, a stamp for start.
 *   <li>Stamps become instants by the PBX's zone; where a stamp comes twice, the epoch of uniqueid decides.
 *   <li>Each side's channel and trunk name tell whether it is a trunk, both sides tell the direction.
 *   <li>Names and numbers come from where the record's generation keeps them.
 * </ol>
 */
public final class LegReader {
    private static final String NEVER = "0000-00-00 00:00:00";

    private final PbxProfile pbx;

    public LegReader(PbxProfile pbx) {
        this.pbx = pbx;
    }

    /**
     * The leg that the record tells of.
     *
     * @throws UnreadableLegException where the key, a stamp or a count of seconds cannot be read; trying again later does
     *     not help, other rules or another configuration may
     */
    public Leg read(CdrRecord record) throws UnreadableLegException {
        LocalDateTime start = required(Field.START, record);
        Long epoch = Epochs.of(record);
        Status status = status(record.text(Field.DISPOSITION));
        LocalDateTime answer = optional(Field.ANSWER, record);
        LocalDateTime end = optional(Field.END, record);
        Side source = side(record, Field.CHANNEL, Field.SRC_TRUNK_NAME);
        Side destination = side(record, Field.DSTCHANNEL, Field.DST_TRUNK_NAME);
        Direction direction = direction(source, destination, record.text(Field.DCONTEXT));
        Side deciding = direction == Direction.INBOUND ? source : destination;
        CallerId callerId = CallerId.of(record.text(Field.CLID));
        return new Leg(
                session(record),
                acctId(record),
                start,
                record.text(Field.UNIQUEID),
                epoch,
                WallClock.instant(start, pbx.zone(), epoch),
                status == Status.ANSWERED ? instant(answer, epoch) : null,
                instant(end, epoch),
                seconds(Field.DURATION, record),
                seconds(Field.BILLSEC, record),
                status,
                direction,
                Kinds.of(record.text(Field.ACTION_TYPE), record.text(Field.LASTAPP), source.endpoint()),
                source,
                destination,
                deciding.onTrunk() ? deciding.trunk() : null,
                deciding.onTrunk() ? deciding.trunkName() : null,
                orNull(record.text(Field.SRC)),
                callerId.number(),
                record.has(Field.CALLER_NAME) ? orNull(record.text(Field.CALLER_NAME)) : callerId.name(),
                record.text(Field.DST),
                status == Status.ANSWERED ? answeredBy(record) : null,
                recordingPaths(record));
    }

    private static String session(CdrRecord record) throws UnreadableLegException {
        String session = record.text(Field.SESSION);
        String key = session.isEmpty() ? record.text(Field.UNIQUEID) : session;
        if (key.isEmpty()) {
            throw new UnreadableLegException("session, uniqueid", "", "at least one of them, the call's key");
        }
        return key;
    }

    private static long acctId(CdrRecord record) throws UnreadableLegException {
        String text = record.text(Field.ACCT_ID);
        if (!isNumber(text, 18)) {
            throw new UnreadableLegException(Field.ACCT_ID.wireName(), text, "1 to 18 digits");
        }
        return Long.parseLong(text);
    }

    /** An empty count of a leg nobody answered is none; an answered leg without one cannot be billed. */
    private static int seconds(Field field, CdrRecord record) throws UnreadableLegException {
        String text = record.text(field);
        if (text.isEmpty() && !record.text(Field.DISPOSITION).equals("ANSWERED")) {
            return 0;
        }
        if (!isNumber(text, 9)) {
            throw new UnreadableLegException(field.wireName(), text, "seconds, 1 to 9 digits");
        }
        return Integer.parseInt(text);
    }

    private static boolean isNumber(String text, int most) {
        return !text.isEmpty() && text.length() <= most && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static LocalDateTime required(Field field, CdrRecord record) throws UnreadableLegException {
        LocalDateTime stamp = Stamps.wallClock(record.text(field));
        if (stamp == null) {
            throw new UnreadableLegException(field.wireName(), record.text(field), "YYYY-MM-DD HH:MM:SS, a real date");
        }
        return stamp;
    }

    private static @Nullable LocalDateTime optional(Field field, CdrRecord record) throws UnreadableLegException {
        String text = record.text(field);
        return text.isEmpty() || text.equals(NEVER) ? null : required(field, record);
    }

    private @Nullable Instant instant(@Nullable LocalDateTime stamp, @Nullable Long epoch) {
        return stamp == null ? null : WallClock.instant(stamp, pbx.zone(), epoch);
    }

    private static Status status(String disposition) {
        return switch (disposition) {
            case "ANSWERED" -> Status.ANSWERED;
            case "NO ANSWER" -> Status.NO_ANSWER;
            case "BUSY" -> Status.BUSY;
            case "FAILED", "CONGESTION" -> Status.FAILED;
            default -> Status.UNKNOWN;
        };
    }

    /** Where the generation has trunk names, they alone say what counts as a trunk (contract N2). */
    private Side side(CdrRecord record, Field channelField, Field nameField) {
        boolean inboundRoute =
                channelField == Field.CHANNEL && record.text(Field.DCONTEXT).startsWith("ext-did-");
        Channel channel = Channel.of(record.text(channelField), pbx.model(), inboundRoute);
        String given = record.text(nameField);
        boolean onTrunk = record.has(nameField) ? !given.isEmpty() : channel.isTrunk();
        String token = channel.isTrunk() || onTrunk ? channel.token() : null;
        String configured = token == null || !onTrunk ? null : pbx.trunks().get(token);
        return new Side(channel.endpoint(), token, given.isEmpty() ? configured : given, onTrunk);
    }

    private static Direction direction(Side source, Side destination, String context) {
        if (source.onTrunk()) {
            return destination.onTrunk() ? Direction.EXTERNAL : Direction.INBOUND;
        }
        boolean attempt = context.startsWith("outbound-route-") || context.equals("after-outbound-context");
        return destination.onTrunk() || attempt ? Direction.OUTBOUND : Direction.INTERNAL;
    }

    private static @Nullable String answeredBy(CdrRecord record) {
        return orNull(record.text(record.has(Field.DSTANSWER) ? Field.DSTANSWER : Field.DSTCHANNEL_EXT));
    }

    private static List<String> recordingPaths(CdrRecord record) {
        String names = record.text(Field.RECORDFILES);
        return names.isEmpty()
                ? List.of()
                : Stream.of(names.split("@", -1))
                        .filter(name -> !name.isBlank())
                        .toList();
    }
}
