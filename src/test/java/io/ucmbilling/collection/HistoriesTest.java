package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.ucmbilling.collection.History.Change;
import io.ucmbilling.collection.History.During;
import io.ucmbilling.collection.History.Happening;
import io.ucmbilling.collection.History.Nature;
import io.ucmbilling.collection.History.Order;
import io.ucmbilling.collection.History.Places;
import io.ucmbilling.collection.History.Spell;
import io.ucmbilling.collection.History.Wrong;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

class HistoriesTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.ucmbilling.collection");

    private static final List<Integer> PAGE_SIZES = List.of(40, 3, 5, 10);
    private static final LocalDate FIRST = LocalDate.of(2026, 6, 10);

    /** Thousands of histories would tell of every fault in them. */
    @BeforeContainer
    static void tellNothing() {
        LOG.setLevel(Level.OFF);
    }

    @AfterContainer
    static void tellAgain() {
        LOG.setLevel(null);
    }

    @Provide
    Arbitrary<History> ordinary() {
        return Histories.of(
                Histories.honestNatures(),
                PAGE_SIZES,
                Histories.happening(Histories.anything(), Histories.none(), Histories.shortSpells(), 12));
    }

    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    void storesEveryReachableRecordOnce(@ForAll("ordinary") History history) {
        HistoryChecks checks =
                new HistoryRun(history).play().settle().readWhatCountsDoNotSee().checks();
        checks.assertAllStored();
        checks.assertNoSilence();
        checks.assertNoneMadeTwice();
    }

    @Provide
    Arbitrary<History> wild() {
        return Histories.of(
                Histories.honestNatures(),
                PAGE_SIZES,
                Histories.happening(Histories.anything(), Histories.during(), Histories.longSpells(), 12));
    }

    /** This is asserted with every certificate. */
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void certifiesNoDayThatDiffersWhateverTheUcmAnswers(@ForAll("wild") History history) {
        HistoryChecks checks =
                new HistoryRun(history).play().settle().readWhatCountsDoNotSee().checks();
        checks.assertAllStored();
        checks.assertNoneMadeTwice();
    }

    /** A UCM that fell silent in the middle of a proof, and speaks again before its end. */
    @Example
    void doesNotTakeSilenceAndOneUnreadableRecordForTheSame() {
        Happening silence = new Happening(
                Duration.ofHours(1),
                List.of(new Change.Unreadable(Duration.ofMinutes(14 * 60 + 1))),
                List.of(new During(1, new Change.Call(Duration.ofMinutes(1), 1))),
                List.of(new Spell(12, Wrong.EMPTY, 18)),
                0);
        Happening before = new Happening(Duration.ofHours(1), List.of(), List.of(), List.of(), 0);
        Nature nature = new Nature(Order.START, Places.FLAT);
        History history = new History(nature, FIRST, 2, 40, List.of(), List.of(before, silence));
        new HistoryRun(history).play().settle().checks().assertAllStored();
    }

    /** The first of those days is read in vain, as the second reading of a pause of days. */
    @Example
    void provesTheDayBehindOneOfWhichEverythingWasDeleted() {
        List<Happening> happenings = List.of(
                happening(14, List.of(new Change.Restart(), new Change.Call(Duration.ofMinutes(1), 1)), List.of()),
                happening(16, List.of(), List.of()),
                happening(6, List.of(new Change.Delete(1)), List.of(new Spell(3, Wrong.DOWN, 1))));
        List<Change> before = Collections.nCopies(4, new Change.Call(Duration.ofMinutes(1), 1));
        History history = new History(new Nature(Order.ACCT_ID, Places.FLAT), FIRST, 0, 40, before, happenings);
        HistoryChecks checks = new HistoryRun(history).play().settle().checks();
        checks.assertAllStored();
        checks.assertNoSilence();
    }

    private static Happening happening(int hours, List<Change> changes, List<Spell> spells) {
        return new Happening(Duration.ofHours(hours), changes, List.of(), spells, 0);
    }

    /**
     * A record that is deleted while the day is read the second time: the walk begins anew, and what it saw before is
     * gone.
     */
    @Example
    void certifiesNoRecordThatWasDeletedDuringTheSecondReading() {
        List<Change> before = Collections.nCopies(9, new Change.Call(Duration.ofHours(13), 1));
        for (int request = 1; request <= 40; request++) {
            List<During> deletion = List.of(new During(request, new Change.Delete(0)));
            Happening happening = new Happening(Duration.ofHours(2), List.of(), deletion, List.of(), 0);
            Nature nature = new Nature(Order.ACCT_ID, Places.FLAT);
            History history = new History(nature, FIRST, 1, 3, before, List.of(happening));
            new HistoryRun(history).play().settle().checks().assertAllStored();
        }
    }

    /** A record of a call of one or several legs goes, at each moment of the first proof there is. */
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void certifiesWhatWasHeldAtOneMomentOfTheProof(
            @ForAll("honest") Nature nature,
            @ForAll @IntRange(min = 1, max = 3) int legs,
            @ForAll @IntRange(min = 1, max = 45) int request,
            @ForAll @IntRange(max = 11) int which,
            @ForAll boolean small) {
        List<Change> before = Collections.nCopies(4, new Change.Call(Duration.ofHours(13), legs));
        List<During> deletion = List.of(new During(request, new Change.Delete(which)));
        Happening happening = new Happening(Duration.ofHours(2), List.of(), deletion, List.of(), 0);
        History history = new History(nature, FIRST, 1, small ? 3 : 5, before, List.of(happening));
        new HistoryRun(history).play().settle().checks().assertAllStored();
    }

    @Provide
    Arbitrary<Nature> honest() {
        return Histories.honestNatures();
    }

    @Provide
    Arbitrary<History> withoutOffsets() {
        return Histories.of(
                Histories.naturesWithoutOffsets(),
                List.of(40),
                Histories.happening(Histories.insertions(), Histories.none(), Histories.none(), 0));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void collectsFromAUcmWithoutOffsets(@ForAll("withoutOffsets") History history) {
        new HistoryRun(history).play().settle().checks().assertAllStored();
    }

    /** No smaller window than a second can be asked for. */
    @Example
    void doesNotStandStillBeforeASecondWithManyRecords() {
        Nature nature = new Nature(Order.START, Places.NONE);
        List<Change> atOnce = Collections.nCopies(12, new Change.Call(Duration.ofMinutes(1), 1));
        History history = new History(nature, FIRST, 0, 40, atOnce, List.of());
        new HistoryRun(history).play().settle().checks().assertAllStored();
    }

    /**
     * A lasting difference of a certified day.
     *
     * @param daysLater before it comes about
     * @param day which of the certified days, 0 is the first
     * @param changes all insertions there, or all deletions: a count sees either
     */
    record Difference(History history, int daysLater, int day, List<Change> changes) {}

    @Provide
    Arbitrary<Difference> differences() {
        Arbitrary<History> quiet = Histories.of(
                Histories.honestNatures(),
                PAGE_SIZES,
                Histories.happening(Histories.insertions(), Histories.none(), Histories.none(), 0));
        return Combinators.combine(
                        quiet,
                        Arbitraries.of(0, 0, 0, 11),
                        Arbitraries.integers().between(0, 8),
                        Histories.insertionsOrDeletions())
                .as(Difference::new);
    }

    /**
     * A day among the last 8 is told by the next nightly check, an older one by the next weekly one. Both count. If all
     * of a day is gone, that is told instead.
     */
    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void findsEveryLastingDifferenceByItsNextCheck(@ForAll("differences") Difference difference) {
        HistoryRun run = new HistoryRun(difference.history()).play().settle();
        run.turns(difference.daysLater(), Duration.ofDays(1));
        LocalDate day = run.since().plusDays(difference.day());
        if (!day.isBefore(run.firstOpen()) || !run.checks().isCertifiedAsItIs(day)) {
            return;
        }
        difference.changes().forEach(change -> run.changeOn(day, change));
        boolean nightly = !day.isBefore(run.firstOpen().minusDays(7));
        run.turns(nightly ? 4 : 8, nightly ? Duration.ofHours(6) : Duration.ofDays(1));
        assertThat(run.checks().isCertifiedAsItIs(day) || run.checks().isToldGone(day))
                .isTrue();
    }
}
