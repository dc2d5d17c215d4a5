package io.ucmbilling.store;

import io.ucmbilling.store.MemoryStore.Look;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.ledger.LedgerDay;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress.Counting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The ledger of a {@link MemoryStore}. */
final class MemoryLedger implements Ledger {
    private final MemoryStore store;
    private final MemorySites sites;
    private final TreeMap<LocalDate, List<Certificate>> certificates = new TreeMap<>();
    private final TreeMap<LocalDate, LedgerDay> days = new TreeMap<>();
    private LedgerState state = LedgerState.NONE;
    private MemoryStore.@Nullable Watcher watcher;

    MemoryLedger(MemoryStore store, MemorySites sites) {
        this.store = store;
        this.sites = sites;
    }

    void watch(MemoryStore.Watcher watcher) {
        this.watcher = watcher;
    }

    private void watched(Certificate certificate, Look look) {
        if (watcher != null) {
            watcher.looked(certificate, look);
        }
    }

    @Override
    public void certify(Hold hold, Certificate certificate) {
        store.fenced(hold, () -> {
            List<Certificate> versions = new ArrayList<>(versions(hold.site(), certificate.day()));
            if (certificate.version() != versions.size() + 1) {
                throw new IllegalStateException("certificate of site " + hold.site() + ", " + certificate.day()
                        + ": found version " + certificate.version() + ", expected " + (versions.size() + 1));
            }
            watched(certificate, Look.CERTIFIED);
            versions.add(certificate);
            certificates.put(certificate.day(), versions);
            return change(certificate.day(), day -> day.readWhole(certificate.madeAt()));
        });
    }

    @Override
    public void seen(Hold hold, LocalDate day, Instant at, @Nullable String note) {
        store.fenced(hold, () -> {
            if (note == null) {
                watched(versions(hold.site(), day).getLast(), Look.COUNTED);
            }
            return change(day, known -> known.seen(at, note));
        });
    }

    private LedgerDay change(LocalDate day, UnaryOperator<LedgerDay> change) {
        return days.compute(day, (date, known) -> change.apply(known == null ? LedgerDay.unknown(date) : known));
    }

    @Override
    public void readWhole(Hold hold, LocalDate day, Instant at) {
        store.fenced(hold, () -> {
            watched(versions(hold.site(), day).getLast(), Look.READ);
            return change(day, known -> known.readWhole(at));
        });
    }

    @Override
    public void askToRead(String site, LocalDate day, Instant at) {
        store.written(() -> change(day, known -> known.asked(at)));
    }

    @Override
    public void late(Hold hold, Map<LocalDate, Late> late) {
        store.fenced(hold, () -> {
            late.forEach((day, legs) -> change(day, known -> known.plus(legs)));
            return late;
        });
    }

    @Override
    public void counts(Hold hold, Counting counting, @Nullable Integer fields) {
        store.fenced(hold, () -> {
            sites.move(was -> was.learnt(counting, null));
            return state = new LedgerState(state.oldestHeld(), state.oldestHeldAt(), fields, state.firstHeld());
        });
    }

    @Override
    public void notHeld(Hold hold, List<LocalDate> notHeld, boolean never) {
        store.fenced(hold, () -> {
            for (LocalDate day : notHeld) {
                if (watcher != null && !never) {
                    watcher.lost(day);
                }
                change(day, known -> known.notHeld(never));
            }
            return notHeld;
        });
    }

    @Override
    public void oldestHeld(Hold hold, @Nullable LocalDate day, Instant at) {
        store.fenced(hold, () -> {
            LocalDate first = state.firstHeld();
            boolean earlier = day != null && (first == null || day.isBefore(first));
            return state = new LedgerState(day, at, state.countedFields(), earlier ? day : first);
        });
    }

    @Override
    public Map<LocalDate, Certificate> newest(String site, LocalDate from, LocalDate to) {
        return store.read(() -> {
            Map<LocalDate, Certificate> newest = new TreeMap<>();
            between(certificates, from, to).forEach((day, versions) -> newest.put(day, versions.getLast()));
            return newest;
        });
    }

    @Override
    public List<Certificate> versions(String site, LocalDate day) {
        return store.read(() -> List.copyOf(certificates.getOrDefault(day, List.of())));
    }

    @Override
    public Map<LocalDate, LedgerDay> days(String site, LocalDate from, LocalDate to) {
        return store.read(() -> new TreeMap<>(between(days, from, to)));
    }

    /** Nothing asks the ledger in memory for it. */
    @Override
    public Optional<LocalDate> certifiedThrough(String site, LocalDate today) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LedgerState> state(String site) {
        return store.read(() -> Optional.of(state));
    }

    private static <T> Map<LocalDate, T> between(TreeMap<LocalDate, T> all, LocalDate from, LocalDate to) {
        return from.isAfter(to) ? Map.of() : all.subMap(from, true, to, true);
    }
}
