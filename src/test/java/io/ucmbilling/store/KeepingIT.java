package io.ucmbilling.store;

import static io.ucmbilling.store.StoreRoom.OTHER;
import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.testing.LegBuilder.leg;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.LostSiteException;
import io.ucmbilling.testing.database.DatabaseStore;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What {@link LegIntake#keep} promises of legs. */
class KeepingIT {
    private final StoreRoom room = new StoreRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void keepsALegThatArrivesTwiceOnce() {
        assertThat(room.keep(leg(1).build())).isEqualTo(new PageCounts(1, 1, 0, 0));
        assertThat(room.keep(leg(1).build())).isEqualTo(new PageCounts(1, 0, 1, 0));
        assertThat(room.records()).hasSize(1);
    }

    @Test
    void countsARepeatWithinThePageAsUnchanged() {
        assertThat(room.keep(leg(1).build(), leg(1).build())).isEqualTo(new PageCounts(2, 1, 1, 0));
        assertThat(room.keep(leg(1).build(), leg(1).build())).isEqualTo(new PageCounts(2, 0, 2, 0));
    }

    @Test
    void keepsTheNumberOfALegWhoseContentChanged() {
        room.keep(leg(1).build());
        long number = room.legs(StoreRoom.all(SITE)).getFirst().number();

        PageCounts kept =
                room.keep(leg(1).with(Field.RECORDFILES, "2026-03/auto-1.wav@").build());

        assertThat(kept).isEqualTo(new PageCounts(1, 1, 0, 0));
        assertThat(room.legs(StoreRoom.all(SITE))).singleElement().satisfies(leg -> {
            assertThat(leg.number()).isEqualTo(number);
            assertThat(leg.raw().text(Field.RECORDFILES)).isEqualTo("2026-03/auto-1.wav@");
        });
    }

    @Test
    void keepsALegAgainWhoseReadingChanged() {
        room.keep(leg(1).trunkName(null).build());

        assertThat(room.keep(leg(1).trunkName("carrier-east").build()).stored()).isEqualTo(1);
        assertThat(room.legs(StoreRoom.all(SITE)).getFirst().sourceTrunkName()).isEqualTo("carrier-east");
    }

    @Test
    void writesNothingForAPageReadAgain() {
        List<ReadLeg> page = List.of(leg(1).build(), leg(2).build());
        Instant cursor = Instant.parse("2026-03-02T12:00:00Z");
        room.intake.keep(room.hold, page, List.of(new UnreadableEntry("{", "broken")), cursor);
        List<String> before = rowVersions();

        room.intake.keep(room.hold, page, List.of(new UnreadableEntry("{", "broken")), cursor);

        assertThat(rowVersions()).isEqualTo(before).hasSize(6);
    }

    private List<String> rowVersions() {
        return room.jdbc
                .sql("SELECT concat('leg ', xmin, ctid) FROM leg UNION ALL SELECT concat('site ', xmin, ctid) FROM site"
                        + " UNION ALL SELECT concat('arrival ', xmin, ctid) FROM arrival"
                        + " UNION ALL SELECT concat('quarantine ', xmin, ctid) FROM quarantine ORDER BY 1")
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void refusesAReplicaThatLostTheSite() {
        try (DatabaseStore replica = new DatabaseStore(room.database, StoreRoom.CLOCK)) {
            Hold newer = replica.sites().take(SITE).hold();

            assertThatThrownBy(() -> room.keep(leg(1).build())).isInstanceOf(LostSiteException.class);
            assertThat(room.records()).isEmpty();
            assertThat(replica.intake()
                            .keep(newer, List.of(leg(1).build()), List.of(), null)
                            .counts()
                            .stored())
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsLegsApartWhoseAcctIdRestarted() {
        room.keep(leg(1).session("1769900400123456-1001")
                .start("2026-01-31T17:00:00")
                .build());
        room.keep(leg(1).session("1769986800123456-1001")
                .start("2026-02-01T17:00:00")
                .build());

        assertThat(room.records()).hasSize(2);
    }

    @Test
    void keepsBothCallsOfOneWallClockInTheHourThatComesTwice() {
        ReadLeg first = leg(1).session("1793516400000001-1001")
                .start("2026-11-01T01:30:00")
                .startedAt(Instant.parse("2026-11-01T06:30:00Z"))
                .build();
        ReadLeg second = leg(2).session("1793520000000001-1001")
                .start("2026-11-01T01:30:00")
                .startedAt(Instant.parse("2026-11-01T07:30:00Z"))
                .build();

        room.keep(second, first);

        assertThat(room.acctIds(StoreRoom.all(SITE), 0, 10)).containsExactly("1", "2");
    }

    @Test
    void keepsTheSameLegOfTwoSitesTwice() {
        room.keep(leg(1).build());
        room.keepOther(leg(1).build());

        assertThat(room.legs(StoreRoom.all(SITE, OTHER))).hasSize(2);
    }

    /** U11: what cannot be read is served as given. */
    @Test
    void keepsMalformedValuesAsTheyCame() {
        ReadLeg odd = leg(1).with(Field.START, "2026-03-02 09:00:00")
                .with(Field.ANSWER, "02/03/2026 09:00")
                .with(Field.END, "2026-02-30 09:00:20")
                .with(Field.DURATION, "-3598")
                .with(Field.BILLSEC, "4294967293")
                .with(Field.DISPOSITION, "VANISHED")
                .buildAsGiven();

        room.keep(odd);

        assertThat(room.records()).containsExactly(odd.raw());
        assertThat(room.keep(odd)).isEqualTo(new PageCounts(1, 0, 1, 0));
    }

    @Test
    void keepsLegsOfClocksThatJumped() {
        room.keep(
                leg(1).start("2000-01-01T00:00:07").build(),
                leg(2).start("2036-02-07T06:28:16").build(),
                leg(3).start("0000-12-31T23:59:59").build());

        assertThat(room.acctIds(StoreRoom.all(SITE), 0, 10)).containsExactly("3", "1", "2");
        assertThat(room.records().getFirst().text(Field.START)).isEqualTo("0000-12-31 23:59:59");
    }

    @Test
    void makesAPartitionForEachCollectedMonth() {
        room.keep(leg(1).build());

        assertThat(room.jdbc
                        .sql("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^leg_[0-9]' ORDER BY 1")
                        .query(String.class)
                        .list())
                .containsExactly("leg_2026_01", "leg_2026_02", "leg_2026_03", "leg_2026_04");
    }

    @Test
    void storesNothingOfAPageThatCannotBeStoredWhole() {
        room.keep(leg(1).build());
        room.jdbc.sql("DROP TABLE leg_2026_03").update();
        List<ReadLeg> page = List.of(leg(2).build(), leg(3).build());
        Instant cursor = Instant.parse("2026-03-02T12:00:00Z");

        assertThatThrownBy(() -> room.intake.keep(room.hold, page, List.of(), cursor))
                .isInstanceOf(DataAccessException.class);

        assertThat(room.sites.progress(SITE).cursor()).isNull();
        assertThat(room.keep(page).stored()).isEqualTo(2);
    }

    @Test
    void recognisesALegFromBeforeTheFirmwareKnewSessions() {
        room.keep(leg(1, 7).with(Field.UNIQUEID, "1772463600.7").build());
        long number = room.legs(StoreRoom.all(SITE)).getFirst().number();

        PageCounts kept = room.keep(leg(3, 7)
                .with(Field.UNIQUEID, "1772463600.7")
                .session("1772463600123-1001")
                .build());

        assertThat(kept).isEqualTo(new PageCounts(1, 1, 0, 0));
        assertThat(room.legs(StoreRoom.all(SITE))).singleElement().satisfies(leg -> {
            assertThat(leg.number()).isEqualTo(number);
            assertThat(leg.session()).isEqualTo("1772463600123-1001");
            assertThat(leg.raw().generation()).isEqualTo(3);
        });
    }

    @Test
    void doesNotTakeAnotherLegOfTheSameUniqueidForTheFormerOne() {
        room.keep(leg(1, 7).with(Field.UNIQUEID, "1772463600.7").build());

        room.keep(leg(3, 8)
                .with(Field.UNIQUEID, "1772463600.7")
                .session("1772463600123-1001")
                .build());

        assertThat(room.records()).hasSize(2);
    }

    @Test
    void quarantinesATextOnce() {
        assertThat(room.quarantine("{\"AcctId\"", "{\"AcctId\"", "x\0y")).isEqualTo(new PageCounts(3, 0, 0, 3));
        assertThat(room.quarantine("{\"AcctId\"")).isEqualTo(new PageCounts(1, 0, 0, 1));

        assertThat(room.quarantine.newest(SITE, 10))
                .extracting(Quarantine.Entry::raw)
                .containsExactly("x\\x00y", "{\"AcctId\"");
        assertThat(room.quarantine.newest(SITE, 1)).hasSize(1);
        assertThat(room.quarantine.newest(OTHER, 10)).isEmpty();
    }

    @Test
    void keepsTheFirstMegabyteOfALongTextWithLengthAndDigestOfAllOfIt() {
        String text = "{\"AcctId\":\"" + "€".repeat(400_000);
        room.quarantine(text + "a", text + "b", text + "a");

        List<Quarantine.Entry> entries = room.quarantine.newest(SITE, 10);

        assertThat(entries).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.raw()).isEqualTo(text.substring(0, 11 + (1_048_576 - 11) / 3));
            assertThat(entry.length()).isEqualTo(1_200_012);
            assertThat(entry.cut()).isTrue();
        });
        assertThat(entries.getLast().sha256())
                .isEqualTo(HexFormat.of().formatHex(DigestUtils.sha256((text + "a").getBytes(UTF_8))));
    }

    @Test
    void keepsLengthAndDigestOfALongTextThatItsReaderCut() {
        UnreadableEntry.Cut cut = new UnreadableEntry.Cut(7_000_000, "ab".repeat(32));
        room.intake.keep(room.hold, List.of(), List.of(new UnreadableEntry("{…", "too long", cut)), null);

        Quarantine.Entry entry = room.quarantine.newest(SITE, 1).getFirst();
        assertThat(entry.length()).isEqualTo(7_000_000);
        assertThat(entry.sha256()).isEqualTo("ab".repeat(32));
        assertThat(entry.cut()).isTrue();
    }

    @Test
    void givesQuarantineAFewMegabytesAtATime() {
        for (int i = 0; i < 9; i++) {
            room.quarantine(i + "x".repeat(1_000_000));
        }
        List<Quarantine.Entry> newest = room.quarantine.newest(SITE, 1_000);

        assertThat(newest).hasSize(4);
        assertThat(room.quarantine.newest(SITE, newest.getLast().number(), 1_000))
                .extracting(entry -> entry.raw().charAt(0))
                .containsExactly('4', '3', '2', '1');
        assertThat(room.quarantine.newest(SITE, newest.getFirst().number(), 2)).hasSize(2);
    }

    @Test
    void releasesAnEntryThatCanBeReadAfterAll() {
        room.quarantine("{\"AcctId\"");
        Quarantine.Entry entry = room.quarantine.newest(SITE, 1).getFirst();

        room.quarantine.release(room.hold, entry, List.of(leg(1).build(), leg(2).build()));

        assertThat(room.quarantine.newest(SITE, 1)).isEmpty();
        assertThat(room.records()).hasSize(2);
    }

    /** Billing contract C1: of two readings the one asked for later counts, whichever is stored last. */
    @Test
    void keepsTheReadingThatWasAskedForLaterThanAnEntryOfQuarantine() {
        ReadLeg earlier = leg(1).with(Field.DST, "1001").build();
        ReadLeg later = leg(1).with(Field.DST, "1002").build();
        room.quarantine("{\"AcctId\"");
        room.keep(later);

        room.quarantine.release(room.hold, room.quarantine.newest(SITE, 1).getFirst(), List.of(earlier));

        assertThat(room.records()).containsExactly(later.raw());
        assertThat(room.quarantine.newest(SITE, 1)).isEmpty();
    }

    /** Billing contract C1: the same, the other way round. */
    @Test
    void replacesTheReadingThatWasAskedForBeforeAnEntryOfQuarantine() {
        ReadLeg earlier = leg(1).with(Field.DST, "1001").build();
        ReadLeg later = leg(1).with(Field.DST, "1002").build();
        room.keep(earlier);
        room.quarantine("{\"AcctId\"");

        room.quarantine.release(room.hold, room.quarantine.newest(SITE, 1).getFirst(), List.of(later));

        assertThat(room.records()).containsExactly(later.raw());
    }

    /** Contract U11. */
    @Test
    void keepsHowReplacedValuesCameBesideTheLeg() {
        CdrRecord cut = record(leg(3, 1).build().raw(), "\uFFFD", "\\xd1");
        room.keep(read(cut));

        assertThat(room.keep(read(cut))).isEqualTo(new PageCounts(1, 0, 1, 0));
        assertThat(room.records()).containsExactly(cut);
        assertThat(room.keep(read(record(cut, "\uFFFD", "\\xd0")))).isEqualTo(new PageCounts(1, 1, 0, 0));
    }

    private static CdrRecord record(CdrRecord record, String name, String raw) {
        return new CdrRecord.Builder()
                .from(record)
                .set(Field.CALLER_NAME, name)
                .replaced("caller_name", raw)
                .build();
    }

    private static ReadLeg read(CdrRecord record) {
        return new ReadLeg(record, leg(3, 1).build().leg());
    }

    @Test
    void givesEachGenerationsRecordBackAsItWas() {
        List<ReadLeg> page = List.of(
                leg(1, 1).build(),
                leg(2, 2).build(),
                leg(3, 3).build(),
                leg(4, 4).build());

        room.keep(page);

        assertThat(room.records())
                .containsExactlyElementsOf(page.stream().map(ReadLeg::raw).toList());
    }

    @Test
    void givesValuesBackCharacterForCharacter() {
        CdrRecord odd = leg(3, 62)
                .with(Field.ACCT_ID, "0062")
                .with(Field.DURATION, "")
                .with(Field.BILLSEC, "016")
                .with(Field.START, "2026-03-02 09:00:00")
                .with(Field.ANSWER, "")
                .with(Field.END, "0000-00-00 00:00:00")
                .with(Field.CLID, "\"Farrow, \\Otto\\\" <\t1031>\n")
                .with(Field.LASTDATA, "nul \0, half \ud83d, whole \ud83d\ude00")
                .with(Field.SESSION, "")
                .with("new_src", "a\u0001b")
                .with("reason", "")
                .buildAsGiven()
                .raw();

        room.keep(leg(62).build());
        room.keep(leg(3, 62).build(), new ReadLeg(odd, leg(1, 62).build().leg()));

        assertThat(room.records()).contains(odd);
    }

    @Test
    void keepsASessionLongerThanAnIndexEntry() {
        String session = "1772463600123-" + "x".repeat(9_000);

        room.keep(leg(1).session(session + "a").build());
        room.keep(leg(1).with(Field.UNIQUEID, "1772463600.2")
                .session(session + "b")
                .build());

        assertThat(room.keep(leg(1).session(session + "a").build()).unchanged()).isEqualTo(1);
        assertThat(room.records())
                .extracting(record -> record.text(Field.SESSION))
                .containsExactly(session + "a", session + "b");
    }

    @Test
    void fillsTheTrunkNameFromTheReadingOnlyWhereTheRecordHasNone() {
        room.keep(
                leg(1).with(Field.SRC_TRUNK_NAME, "carrier-east")
                        .trunkName("carrier-east")
                        .build(),
                leg(1, 2).trunkName("Analog line 1").build(),
                leg(3).build());

        assertThat(room.legs(StoreRoom.all(SITE)))
                .extracting(StoredLeg::sourceTrunk, StoredLeg::sourceTrunkName)
                .containsExactly(
                        tuple("trunk_1", "carrier-east"), tuple("trunk_1", "Analog line 1"), tuple(null, null));
    }

    @Test
    void writesTheReadingsInLetters() {
        room.keep(leg(1).trunkName("carrier-east").build());

        assertThat(room.jdbc
                        .sql("SELECT concat_ws(' ', status, direction, kind, source, destination, source_on_trunk,"
                                + " destination_on_trunk, started_at AT TIME ZONE 'UTC', answered_at AT TIME ZONE"
                                + " 'UTC', ended_at AT TIME ZONE 'UTC', start) FROM leg")
                        .query(String.class)
                        .single())
                .isEqualTo("A I D T E t f 2026-03-02 15:00:00 2026-03-02 15:00:04 2026-03-02 15:00:20"
                        + " 2026-03-02 09:00:00");
    }
}
