package io.ucmbilling.collection;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.ucmbilling.collection.History.Happening;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

class HistoriesTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.ucmbilling.collection");

    /** Ten thousand histories would tell of every fault in them. */
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
        Arbitrary<Happening> happening =
                Histories.happening(Histories.anything(), Histories.none(), Histories.shortSpells(), 0);
        return Histories.of(Histories.honestNatures(), happening);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void storesEveryReachableRecordOnce(@ForAll("ordinary") History history) {
        HistoryRun run = new HistoryRun(history).play().settle();
        run.assertAllStored();
    }
}
