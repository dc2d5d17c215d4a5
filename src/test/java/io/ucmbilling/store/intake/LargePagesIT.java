package io.ucmbilling.store.intake;

import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.testing.LegBuilder;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages so full of new legs that the store does not look each of them up, see {@link PageUpsert}. */
class LargePagesIT {
    private static final int LEGS = 600;
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 3, 2, 9, 0);

    private final StoreRoom room = new StoreRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void areStoredOnceThoughTheirStartsReadOtherwiseNow() {
        List<ReadLeg> wrongZone = page(i -> regular(i).zone("UTC").build());
        List<ReadLeg> rightZone = page(i -> regular(i).zone("America/Chicago").build());
        room.keep(wrongZone);
        List<Long> numbers = numbers();

        assertThat(room.keep(rightZone)).isEqualTo(new PageCounts(LEGS, LEGS, 0, 0));

        assertThat(numbers()).isEqualTo(numbers);
        assertThat(room.keep(rightZone)).isEqualTo(new PageCounts(LEGS, 0, LEGS, 0));
    }

    private List<Long> numbers() {
        return room.legs(StoreRoom.all(SITE)).stream().map(StoredLeg::number).toList();
    }

    @Test
    void areStoredOnceAfterTheFirmwareLearntSessions() {
        room.keep(page(i -> leg(1, i)
                .with(Field.UNIQUEID, uniqueid(i))
                .start(FIRST.plusSeconds(i))
                .build()));

        PageCounts kept = room.keep(page(i -> regular(i).build()));

        assertThat(kept).isEqualTo(new PageCounts(LEGS, LEGS, 0, 0));
        assertThat(room.records())
                .hasSize(LEGS)
                .allSatisfy(record -> assertThat(record.generation()).isEqualTo(3));
    }

    @Test
    void overlapInAnyWay() {
        List<ReadLeg> legs = page(i -> regular(i).build());

        assertThat(room.keep(legs.subList(0, 300)).stored()).isEqualTo(300);
        assertThat(room.keep(legs.subList(299, 600)).stored()).isEqualTo(300);
        assertThat(room.keep(legs).unchanged()).isEqualTo(600);
        assertThat(room.acctIds(StoreRoom.all(SITE), 0, 1_000))
                .containsExactlyElementsOf(
                        LongStream.range(0, LEGS).mapToObj(Long::toString).toList());
    }

    @Test
    void moveTheCallsWhoseFirstLegsTheyBring() {
        room.keep(
                regular(900).session(session(0)).start(FIRST.minusHours(1)).build(),
                regular(901).start(FIRST.minusMinutes(30)).build());
        assertThat(room.acctIds(StoreRoom.calls(SITE), 0, 1)).containsExactly("900");

        room.keep(page(i -> regular(i).build()));

        assertThat(room.acctIds(StoreRoom.calls(SITE), 0, 2)).containsExactly("901", "0+900");
        assertThat(room.acctIds(StoreRoom.calls(SITE), 1, 1)).containsExactly("0+900");
    }

    private static List<ReadLeg> page(LongFunction<ReadLeg> leg) {
        return LongStream.range(0, LEGS).mapToObj(leg).toList();
    }

    private static LegBuilder regular(long i) {
        return leg(i).session(session(i)).with(Field.UNIQUEID, uniqueid(i)).start(FIRST.plusSeconds(i));
    }

    private static String session(long i) {
        return "1772463600" + i + "-1001";
    }

    private static String uniqueid(long i) {
        return "1772463600." + i;
    }
}
