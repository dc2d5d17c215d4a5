package io.ucmbilling.calls.query;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.row.ReadLeg;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R2: what the report asks beyond the REST view, by examples. The calls' sessions end on their numbers. */
class ExtraConditionIT {
    private static final LegReader READER = new LegReader(new PbxProfile(ZoneId.of("America/Chicago"), null, Map.of()));
    private static CallRoom room;

    @BeforeAll
    static void keep() throws UnreadableLegException {
        room = new CallRoom();
        room.store.sites.configured(StoreRoom.SITE, ZoneId.of("America/Chicago"), "US");
        room.store.sites.configured(StoreRoom.OTHER, ZoneId.of("America/Chicago"), "US");
        room.store.keep(
                in(1, "09:00:00", "12025550101", "NO ANSWER", "Jürgen Müller"),
                in(2, "09:10:00", "12025550101", "ANSWERED", "Jürgen Müller"),
                in(3, "09:20:00", "12025550101", "BUSY", "ΕΛΈΝΗ Παππάς"),
                in(4, "10:00:00", "12025550102", "NO ANSWER", "Иван Жуков"),
                out(5, "10:10:00", "12025550102", "NO ANSWER"),
                in(6, "11:00:00", "12025550103", "NO ANSWER", "Straße_1%"),
                in(7, "12:00:00", "77", "NO ANSWER", "İpek"));
        room.store.keepOther(
                in(8, "11:10:00", "+12025550103", "ANSWERED", "li"), in(9, "12:10:00", "77", "ANSWERED", "LI"));
        room.follow();
    }

    @AfterAll
    static void close() {
        room.close();
    }

    private static ReadLeg in(int number, String time, String caller, String end, String name)
            throws UnreadableLegException {
        return read(leg(number)
                .start("2026-03-02T" + time)
                .billableSeconds(end.equals("ANSWERED") ? 9 : 0)
                .session("177246360-" + number)
                .with(Field.DISPOSITION, end)
                .with(Field.SRC, caller)
                .with(Field.CALLER_NAME, name)
                .with(Field.CLID, "\"" + name + "\" <" + caller + ">")
                .with(Field.CHANNEL, "PJSIP/trunk_1-00000ab1")
                .with(Field.CHANNEL_EXT, "")
                .with(Field.SRC_TRUNK_NAME, "North Line")
                .build());
    }

    private static ReadLeg out(int number, String time, String callee, String end) throws UnreadableLegException {
        return read(leg(number)
                .start("2026-03-02T" + time)
                .billableSeconds(0)
                .session("177246360-" + number)
                .with(Field.DISPOSITION, end)
                .with(Field.DST, callee)
                .with(Field.DSTCHANNEL, "PJSIP/trunk_1-00000ab1")
                .with(Field.DSTCHANNEL_EXT, "")
                .with(Field.DST_TRUNK_NAME, "North Line")
                .build());
    }

    private static ReadLeg read(ReadLeg leg) throws UnreadableLegException {
        CdrRecord record = leg.raw();
        return new ReadLeg(record, READER.read(record));
    }

    private static List<String> found(Consumer<FilterDraft> change) {
        return new CallQueries(room)
                        .lists()
                        .page(
                                FilterDraft.of(null, null, change),
                                new CallLists.PageRequest(CallOrder.EARLIEST_FIRST, null, 100, false),
                                CallQueries.CLIENT)
                        .calls()
                        .stream()
                        .map(ExtraConditionIT::number)
                        .toList();
    }

    private static String number(StoredCall call) {
        return Objects.requireNonNull(call.call()).session().split("-")[1];
    }

    @ParameterizedTest
    @CsvSource({
        "MÜLLER, 1 2",
        "müller, 1 2",
        "jÜr, 1 2",
        "ελένη, 3",
        "ΠΑΠΠΆΣ, 3",
        "παππάς, 3",
        "жуков, 4",
        "STRAßE_1%, 6",
        "_, 6",
        "ipek, 7",
        "İPEK, 7",
        "IPEK, 7",
        "Li, 8 9",
        "Muller, ''",
    })
    void findsNamesInEveryScriptWhateverTheirCase(String name, String numbers) {
        List<String> expected = List.of(numbers.split(" "));
        assertThat(found(draft -> draft.callerNames = Set.of(name)))
                .isEqualTo(numbers.isEmpty() ? List.of() : expected);
    }

    @Test
    void findsAnyOfSeveralNames() {
        assertThat(found(draft -> draft.callerNames = Set.of("pek", "иван"))).containsExactly("4", "7");
    }

    /**
     * 1 reached somebody later, 3 did not: it was answered before. 4 was called, though nobody answered. The caller of 6 reached the other
     * site, under the same number in E.164. 77 there is another one.
     */
    @Test
    void tellsWhoWasMissedAndNotCalledBack() {
        assertThat(found(draft -> draft.missedNotCalledBack = true)).containsExactly("3", "7");
        assertThat(found(draft -> {
                    draft.missedNotCalledBack = true;
                    draft.sites = Set.of(StoreRoom.SITE);
                }))
                .containsExactly("3", "6", "7");
    }

    /** Whoever called back after the period has called back. */
    @Test
    void looksForACallBackBehindThePeriod() {
        StoredCall first = new CallQueries(room)
                .lists()
                .page(
                        FilterDraft.of(null, null, draft -> {}),
                        new CallLists.PageRequest(CallOrder.EARLIEST_FIRST, null, 1, false),
                        CallQueries.CLIENT)
                .calls()
                .getFirst();
        var start = Objects.requireNonNull(first.call()).times().startedAt();
        assertThat(new CallQueries(room)
                        .lists()
                        .page(
                                FilterDraft.of(start, start.plusSeconds(60), draft -> draft.missedNotCalledBack = true),
                                new CallLists.PageRequest(CallOrder.EARLIEST_FIRST, null, 1, true),
                                CallQueries.CLIENT)
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"5550102, 4 5", "mÜLL, 1 2", "60-9, 9", "0103, 6 8"})
    void findsFreeTextInNumbersNamesAndSessions(String text, String numbers) {
        assertThat(found(draft -> draft.freeText = text)).containsExactly(numbers.split(" "));
    }
}
