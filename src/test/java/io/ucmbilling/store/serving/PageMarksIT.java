package io.ucmbilling.store.serving;

import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.store.StoreRoom.all;
import static io.ucmbilling.store.StoreRoom.calls;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.row.ServingPosition;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import io.ucmbilling.store.serving.PageMarks.Beginning;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of a page, so that nothing is skipped twice (contract S3). */
class PageMarksIT {
    private final StoreRoom room = new StoreRoom();
    private final PageMarks marks = room.store.bean(PageMarks.class);

    @AfterEach
    void close() {
        room.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void remembersThePlaceInFrontOfAPageThatWasSkippedTo(boolean calls) {
        LegQuery query = calls ? calls(SITE) : all(SITE);
        room.keep(at(1, "09:00"), at(2, "10:00"), at(3, "11:00"), at(4, "12:00"), at(5, "13:00"));

        assertThat(room.acctIds(query, 3, 1)).containsExactly("4");

        assertThat(beginning(query, 3).offset()).isEqualTo(3);
        assertThat(beginning(query, 3).place())
                .isNotNull()
                .extracting(ServingPosition::acctId)
                .isEqualTo(3L);
        assertThat(beginning(query, 4).place())
                .isNotNull()
                .extracting(ServingPosition::acctId)
                .isEqualTo(4L);
        assertThat(room.acctIds(query, 3, 2)).containsExactly("4", "5");
    }

    /** If the page's time is over on the way, the next try goes on from the last of these places. */
    @Test
    void remembersPlacesOnTheWayToAFarPage() {
        room.keep(IntStream.rangeClosed(1, 6_000).mapToObj(i -> leg(i).build()).toList());

        assertThat(room.acctIds(all(SITE), 5_500, 1)).containsExactly("5501");

        assertThat(beginning(all(SITE), 4_999).offset()).isEqualTo(1_000);
        assertThat(beginning(all(SITE), 5_499).place())
                .isNotNull()
                .extracting(ServingPosition::acctId)
                .isEqualTo(5_000L);
        assertThat(room.acctIds(all(SITE), 900_000, 1)).isEmpty();
        assertThat(end(all(SITE))).hasValue(6_000);
    }

    @Test
    void countsAgainIfALegLandsInFrontOfThePlaceThatWasSkippedTo() {
        room.keep(at(1, "09:00"), at(2, "10:00"), at(3, "11:00"), at(4, "12:00"));
        room.acctIds(all(SITE), 2, 1);

        room.keep(at(5, "09:30"));

        assertThat(room.acctIds(all(SITE), 2, 1)).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 3, 900_000})
    void remembersTheEndIfAPageIsNotFull(long offset) {
        room.keep(at(1, "09:00"), at(2, "10:00"), at(3, "11:00"));

        room.acctIds(all(SITE), offset, 10);

        assertThat(end(all(SITE))).hasValue(3);
        assertThat(room.acctIds(all(SITE), 900_000, 10)).isEmpty();
        assertThat(room.acctIds(all(SITE), 2, 10)).containsExactly("3");
    }

    @Test
    void remembersThatNothingMatches() {
        room.keep(at(1, "09:00"));
        LegQuery query = new LegQuery(
                all(SITE).sites(), List.of(new NumberPattern.Exact("nobody")), null, null, null, null, false);

        assertThat(room.acctIds(query, 0, 10)).isEmpty();

        assertThat(end(query)).hasValue(0);
    }

    @Test
    void knowsNoEndOfAFullPage() {
        room.keep(at(1, "09:00"), at(2, "10:00"));

        room.acctIds(all(SITE), 0, 2);

        assertThat(end(all(SITE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08:00", "12:00"})
    void findsWhatComesInFrontOfAndBehindARememberedEnd(String time) {
        room.keep(at(1, "09:00"), at(2, "10:00"));
        assertThat(room.acctIds(all(SITE), 2, 10)).isEmpty();
        assertThat(room.acctIds(all(SITE), 7, 10)).isEmpty();

        room.keep(at(3, time));

        assertThat(room.acctIds(all(SITE), 2, 10)).hasSize(1);
        assertThat(room.acctIds(all(SITE), 7, 10)).isEmpty();
        assertThat(room.acctIds(all(SITE), 0, 10)).hasSize(3);
    }

    @Test
    void findsWhatStandsBehindTheEndOfANarrowerTime() {
        room.keep(at(1, "09:00"), at(2, "10:00"), at(3, "11:00"));

        assertThat(until("10:30", 2)).isEmpty();
        assertThat(until("10:30", 9)).isEmpty();
        assertThat(until("11:30", 2)).containsExactly("3");
        assertThat(until("09:30", 1)).isEmpty();
        assertThat(until("11:30", 1)).containsExactly("2", "3");
    }

    /** Six thousand wildcards whose literals stand at no certain place. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servesTheMatchesOfMoreWildcardsThanAreTriedOneByOne(boolean calls) {
        room.keep(at(1, "09:00"), at(5001, "10:00"), at(12345, "11:00"), at(7, "12:00"));
        List<NumberPattern> wildcards = IntStream.range(0, 6_000)
                .mapToObj(i -> (NumberPattern) new NumberPattern.Wildcard("@" + (1000 + i) + "@x@"))
                .toList();
        LegQuery query = new LegQuery(all(SITE).sites(), wildcards, null, null, null, null, calls);

        assertThat(room.acctIds(query, 0, 10)).containsExactly("5001", "12345");
        assertThat(room.acctIds(query, 1, 10)).containsExactly("12345");
        assertThat(end(query)).hasValue(2);
    }

    private static ReadLeg at(long acctId, String time) {
        return leg(acctId)
                .session("s" + acctId)
                .zone("UTC")
                .with(Field.SRC, acctId + "-x")
                .start("2026-03-02T" + time + ":00")
                .build();
    }

    private List<String> until(String time, int offset) {
        SiteBounds bounds = new SiteBounds(SITE, null, Instant.parse("2026-03-02T" + time + ":00Z"));
        return room.acctIds(new LegQuery(List.of(bounds), null, null, null, null, null, false), offset, 10);
    }

    private Beginning beginning(LegQuery query, long offset) {
        return marks.nearest(query, offset, snapshot -> null);
    }

    private OptionalLong end(LegQuery query) {
        return marks.end(query, snapshot -> null);
    }
}
