package io.ucmbilling.store;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.LostSiteException;
import io.ucmbilling.store.site.Sites;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * One site's store in memory, by the rules of the one in PostgreSQL: each write is one transaction under the site's fence, legs
 * have their real keys and digests, certificates are only added. Legs that were kept without a session are not recognised. Safe
 * for use by several threads; writes can be made to stop hard.
 */
public final class MemoryStore {
    private final String site;
    private final MemoryLegs legs = new MemoryLegs(this);
    private final MemorySites sites = new MemorySites(this);
    private final MemoryDays firstDays = new MemoryDays(this);
    private final MemoryIntake intake = new MemoryIntake(this, sites, legs);
    private final MemoryLedger ledger = new MemoryLedger(this, sites);
    private long fence;
    private int writes;
    private int stopAt;
    private boolean stopBefore;
    private boolean stopped;

    /** The process is gone in the middle of its work: nothing that it writes arrives. */
    public static final class HardStop extends DataAccessResourceFailureException {
        private static final long serialVersionUID = 1L;

        HardStop(int write) {
            super("hard stop at write " + write);
        }
    }

    public MemoryStore(String site) {
        this.site = site;
    }

    public Sites sites() {
        return sites;
    }

    public FirstDays firstDays() {
        return firstDays;
    }

    public LegIntake intake() {
        return intake;
    }

    public Quarantine quarantine() {
        return intake;
    }

    public Census census() {
        return legs;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** What is kept, departed or not. */
    public List<CdrRecord> records() {
        return legs.records();
    }

    /** What a look at a day came to. */
    public enum Look {
        CERTIFIED,
        /** Read whole, and found as it is certified. */
        READ,
        /** Counted, and found as it is certified. */
        COUNTED
    }

    /** Looks on at what is written to the ledger; what it throws ends the write. */
    public interface Watcher {
        void looked(Certificate certificate, Look look);

        /** A day was noted as lost. */
        void lost(LocalDate day);
    }

    public void watch(Watcher watcher) {
        ledger.watch(watcher);
    }

    /** Writes so far, those that changed nothing among them. */
    public synchronized int writes() {
        return writes;
    }

    /**
     * From the n-th write from now on, nothing is written any more.
     *
     * @param n 1 is the next one
     * @param before whether that write is itself not done, or done and not told
     */
    public synchronized void stopAtWrite(int n, boolean before) {
        stopAt = writes + n;
        stopBefore = before;
    }

    /** A new process: writes are done again. */
    public synchronized void restart() {
        stopAt = 0;
        stopped = false;
    }

    /** A transaction of the one who holds the site. */
    <T> T fenced(Hold hold, Supplier<T> write) {
        return written(() -> {
            if (hold.fence() != fence) {
                throw new LostSiteException(hold, fence);
            }
            return write.get();
        });
    }

    /** A transaction of anyone; nothing of it is done where it throws before it changes anything. */
    synchronized <T> T written(Supplier<T> write) {
        writes++;
        boolean now = writes == stopAt;
        stopped |= now && stopBefore;
        if (stopped) {
            throw new HardStop(writes);
        }
        T result = write.get();
        if (now) {
            stopped = true;
            throw new HardStop(writes);
        }
        return result;
    }

    synchronized <T> T read(Supplier<T> read) {
        return read.get();
    }

    /** Gives a new hold, within a transaction. */
    Hold take() {
        return new Hold(site, ++fence);
    }

    String site() {
        return site;
    }
}
