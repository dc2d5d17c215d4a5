package io.ucmbilling.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ledger of a {@link MemoryStore}. */
final class MemoryLedger implements Ledger {
    private final MemoryStore store;
    private final TreeMap<LocalDate, List<Certificate>> certificates = new TreeMap<>();
    private final TreeMap<LocalDate, LedgerDay> days = new TreeMap<>();
    private LedgerState state = new LedgerState(null, null);
    private MemoryStore.Watcher watcher = (certificate, made) -> {};

    MemoryLedger(MemoryStore store) {
        this.store = store;
    }

    void watch(MemoryStore.Watcher watcher) {
        this.watcher = watcher;
    }

    @Override
    public void certify(String site, long fence, Certificate certificate) {
        store.fenced(site, fence, () -> {
            List<Certificate> versions = new ArrayList<>(versions(site, certificate.day()));
            if (certificate.version() != versions.size() + 1) {
                throw new IllegalStateException("certificate of site " + site + ", " + certificate.day()
                        + ": found version " + certificate.version() + ", expected " + (versions.size() + 1));
            }
            watcher.looked(certificate, true);
            versions.add(certificate);
            certificates.put(certificate.day(), versions);
            return look(certificate.day(), certificate.madeAt(), null);
        });
    }

    @Override
    public void seen(String site, long fence, LocalDate day, Instant at, @Nullable String note) {
        store.fenced(site, fence, () -> {
            if (note == null) {
                watcher.looked(versions(site, day).getLast(), false);
            }
            return look(day, at, note);
        });
    }

    private LedgerDay look(LocalDate day, Instant at, @Nullable String note) {
        LedgerDay before = days.get(day);
        LedgerDay after = new LedgerDay(day, at, before != null && before.lost(), note);
        days.put(day, after);
        return after;
    }

    @Override
    public void lost(String site, long fence, List<LocalDate> lost) {
        store.fenced(site, fence, () -> {
            for (LocalDate day : lost) {
                LedgerDay before = days.get(day);
                days.put(
                        day,
                        before == null
                                ? new LedgerDay(day, null, true, null)
                                : new LedgerDay(day, before.seenAt(), true, before.note()));
            }
            return lost;
        });
    }

    @Override
    public void oldestHeld(String site, long fence, @Nullable LocalDate day, Instant at) {
        store.fenced(site, fence, () -> state = new LedgerState(day, at));
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

    @Override
    public Optional<LedgerState> state(String site) {
        return store.read(() -> Optional.of(state));
    }

    private static <T> Map<LocalDate, T> between(TreeMap<LocalDate, T> all, LocalDate from, LocalDate to) {
        return from.isAfter(to) ? Map.of() : all.subMap(from, true, to, true);
    }
}
