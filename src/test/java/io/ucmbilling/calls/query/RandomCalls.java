package io.ucmbilling.calls.query;

import static io.ucmbilling.testing.LegBuilder.leg;

import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.calls.view.FeedReading;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.LegBuilder;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Calls of two sites in two zones, in, out and inside, with few numbers and names, so that each thing comes often and many are equal. */
public final class RandomCalls {
    static final List<String> NAMES =
            List.of("Ines Müller", "STRASSE 5 %_", "Ελένη Παππάς", "Иван Жуков", "İpek Ilgın", "李娜", "O'Neil [x]", "");

    static final List<String> OUTSIDE =
            List.of("12025550101", "12025550102", "12025550103", "2025550101", "+12025550104", "77", "Anonymous");

    static final List<String> EXTENSIONS = List.of("1001", "1002", "1003");
    private static final List<String> ENDS = List.of("ANSWERED", "NO ANSWER", "BUSY", "FAILED");

    private RandomCalls() {}

    /** Keeps that many of each site, and returns all that are kept. */
    public static List<StoredCall> keep(CallRoom room, Random random, int calls) {
        room.store.sites.configured(StoreRoom.SITE, ZoneId.of("America/Chicago"), "US");
        room.store.sites.configured(StoreRoom.OTHER, ZoneId.of("Asia/Kathmandu"), "US");
        room.store.keep(legs("America/Chicago", random, calls));
        room.store.keepOther(legs("Asia/Kathmandu", random, calls).toArray(ReadLeg[]::new));
        room.follow();
        return FeedReading.all(room);
    }

    private static List<ReadLeg> legs(String zone, Random random, int calls) {
        LegReader reader = new LegReader(new PbxProfile(ZoneId.of(zone), "UCM6304", Map.of()));
        return IntStream.rangeClosed(1, calls)
                .mapToObj(number -> read(record(number, random).zone(zone), reader))
                .toList();
    }

    private static ReadLeg read(LegBuilder leg, LegReader reader) {
        CdrRecord record = leg.build().raw();
        try {
            return new ReadLeg(record, reader.read(record));
        } catch (UnreadableLegException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LegBuilder record(int number, Random random) {
        String end = one(random, ENDS);
        LegBuilder leg = leg(number)
                .start(start(random))
                .billableSeconds(end.equals("ANSWERED") ? random.nextInt(5) : 0)
                .with(Field.DISPOSITION, end)
                .with(Field.ACCOUNTCODE, one(random, List.of("", "sales", "Ärzte")))
                .with(Field.SESSION, "17724" + number + "-x" + random.nextInt(3));
        return switch (random.nextInt(4)) {
            case 0 -> parties(leg, one(random, EXTENSIONS), one(random, EXTENSIONS), random);
            case 1 -> outwards(parties(leg, one(random, EXTENSIONS), one(random, OUTSIDE), random));
            default -> inwards(parties(leg, one(random, OUTSIDE), one(random, EXTENSIONS), random));
        };
    }

    private static LegBuilder parties(LegBuilder leg, String caller, String callee, Random random) {
        String name = one(random, NAMES);
        return leg.with(Field.SRC, caller)
                .with(Field.DST, callee)
                .with(Field.DSTANSWER, callee)
                .with(Field.CALLER_NAME, name)
                .with(Field.CLID, "\"" + name + "\" <" + caller + ">")
                .with(Field.CHANNEL, "PJSIP/" + caller + "-00000abc")
                .with(Field.DSTCHANNEL, "PJSIP/" + callee + "-00000abd")
                .with(Field.CHANNEL_EXT, caller)
                .with(Field.DSTCHANNEL_EXT, callee);
    }

    private static LegBuilder inwards(LegBuilder leg) {
        return leg.with(Field.CHANNEL, "PJSIP/trunk_1-00000abc")
                .with(Field.CHANNEL_EXT, "trunk_1")
                .with(Field.SRC_TRUNK_NAME, "North Line");
    }

    private static LegBuilder outwards(LegBuilder leg) {
        return leg.with(Field.DSTCHANNEL, "PJSIP/trunk_1-00000abd")
                .with(Field.DSTCHANNEL_EXT, "trunk_1")
                .with(Field.DST_TRUNK_NAME, "North Line");
    }

    /** Around both changes of the clock, in the same few seconds, and where a mad clock put them. */
    private static LocalDateTime start(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> LocalDateTime.of(2026, 3, 8, 0, 0).plusSeconds(random.nextInt(20_000));
            case 1 -> LocalDateTime.of(2025, 11, 2, 0, 0).plusSeconds(random.nextInt(20_000));
            case 2 -> LocalDateTime.of(1930, 1, 1, 0, 0).plusHours(random.nextInt(100));
            case 3, 4 -> LocalDateTime.of(2026, 1, 31, 23, 59, 58).plusSeconds(random.nextInt(4));
            default -> LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(random.nextInt(100_000));
        };
    }

    static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Returns one or two of them. */
    static <T> List<T> some(Random random, List<T> all) {
        List<T> some = new ArrayList<>(List.of(one(random, all)));
        if (random.nextBoolean()) {
            some.add(one(random, all));
        }
        return some;
    }
}
