package io.ucmbilling.normalisation;

import static io.ucmbilling.normalisation.CallerId.orNull;

import io.ucmbilling.call.Leg;
import io.ucmbilling.call.Side;
import io.ucmbilling.call.Status;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the records of one PBX (contract N).
 *
 * <ol>
 *   <li>The key must be there: session or uniqueid, a number for AcctId, a stamp for start. An answered leg needs its
 *       billsec too. No other field costs a leg (contract U11).
 *   <li>Stamps become instants by the PBX's zone, see {@link LegTimes}.
 *   <li>Each side's channel and trunk name tell whether it is a trunk, both sides tell the direction.
 *   <li>Names and numbers come from where the generation that wrote the record keeps them.
 * </ol>
 */
public final class LegReader {
    private final PbxProfile pbx;

    public LegReader(PbxProfile pbx) {
        this.pbx = pbx;
    }

    /**
     * Reads a record as a leg.
     *
     * @throws UnreadableLegException if the key, or the billsec of an answered leg, cannot be read. Trying again later does
     *     not help. Other rules or another configuration may
     */
    public Leg read(CdrRecord record) throws UnreadableLegException {
        Status status = status(record.text(Field.DISPOSITION));
        LegTimes times = LegTimes.of(record, status, pbx.zone());
        int generation = FirmwareGeneration.writtenBy(record);
        LegSides sides = LegSides.of(record, pbx, generation);
        Side deciding = sides.deciding();
        CallerId callerId = CallerId.of(record.text(Field.CLID));
        return new Leg(
                session(record),
                acctId(record),
                times.start(),
                record.text(Field.UNIQUEID),
                EpochPrefix.of(record),
                times.startedAt(),
                times.answeredAt(),
                times.endedAt(),
                times.durationSeconds(),
                times.billableSeconds(),
                status,
                sides.direction(),
                KindRules.of(record, status, sides),
                sides.source(),
                sides.destination(),
                deciding.onTrunk() ? deciding.trunk() : null,
                deciding.onTrunk() ? deciding.trunkName() : null,
                orNull(record.text(Field.SRC)),
                callerId.number(),
                generation >= Field.CALLER_NAME.generation() ? orNull(record.text(Field.CALLER_NAME)) : callerId.name(),
                record.text(Field.DST),
                status == Status.ANSWERED ? answeredBy(record) : null,
                recordingPaths(record));
    }

    /**
     * Returns the fields whose values have no reading, of a record that was read as that leg. They count as none or as 0
     * (contract U11). Mostly empty.
     */
    public static List<Field> malformed(CdrRecord record, Leg leg) {
        return LegTimes.malformed(record, leg);
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
        boolean number = !text.isEmpty() && text.length() <= 18;
        for (int i = 0; number && i < text.length(); i++) {
            number = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!number) {
            throw new UnreadableLegException(Field.ACCT_ID.wireName(), text, "1 to 18 digits");
        }
        return Long.parseLong(text);
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

    /** Returns who answered, of an answered leg (contract N7); null: the record does not say. */
    public static @Nullable String answeredBy(CdrRecord record) {
        boolean own = FirmwareGeneration.writtenBy(record) >= Field.DSTANSWER.generation();
        return orNull(record.text(own ? Field.DSTANSWER : Field.DSTCHANNEL_EXT));
    }

    /** Returns the distinct base names of the recordings, in their order. */
    public static List<String> recordingNames(CdrRecord record) {
        return recordingPaths(record).stream()
                .map(LegReader::recordingName)
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }

    /** Returns the base name of a recording that is given with its month folder. */
    public static String recordingName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the recordings' names as given, with their month folder, in their order. */
    public static List<String> recordingPaths(CdrRecord record) {
        String names = record.text(Field.RECORDFILES);
        return names.isEmpty()
                ? List.of()
                : Stream.of(names.split("@", -1))
                        .filter(name -> !name.isBlank())
                        .toList();
    }
}
