package io.ucmbilling.store;

import io.ucmbilling.contract.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the legs of one page, with the site's row locked.
 *
 * <ol>
 *   <li>Each leg is written in COPY's format, which also gives its digest; a key that came already on this page is passed over.
 *   <li>One query looks up all kept legs of the page's calls, where {@link CallSpan} lets them be.
 *   <li>A leg with a kept key and digest is known: nothing is written. With another digest it has changed.
 *   <li>A leg that is not kept may have been kept before the UCM's firmware knew sessions, under its uniqueid (contract U4).
 *       Where the site holds such legs that late, a second query looks for it; found, it has changed too, its key included.
 *   <li>Changed legs are taken out and put in under their old number; new ones are put in by one COPY.
 * </ol>
 *
 * <p>The unique index is the net below: were the lock ever lost, the page would fail and not double a leg.
 */
final class PageKeeping {
    /** Further than any two legs can be apart, and within what PostgreSQL's timestamp holds. */
    private static final long ANYWHERE_DAYS = 365L * 6_000;

    private final SiteRow site;
    private final LegTable table;
    private final Map<LegKey, EncodedLeg> page = new LinkedHashMap<>();
    private final Map<LegKey, KnownLeg> known = new HashMap<>();
    private final List<EncodedLeg> added = new ArrayList<>();
    private final Map<EncodedLeg, KnownLeg> changed = new LinkedHashMap<>();

    PageKeeping(Connection connection, SiteRow site) {
        this.site = site;
        this.table = new LegTable(connection, site.id());
    }

    /** How many legs were new or changed. */
    int keep(List<ReadLeg> legs) throws SQLException {
        LegEncoder encoder = new LegEncoder(site.id());
        for (ReadLeg leg : legs) {
            EncodedLeg encoded = encoder.encode(leg);
            page.putIfAbsent(encoded.key(), encoded);
        }
        if (!page.isEmpty()) {
            lookUp(sessions(page.keySet()));
            tellApart();
            recogniseSessionless();
            write();
        }
        return added.size() + changed.size();
    }

    /**
     * The earliest start of any leg of the calls that were changed, before or after: behind it, places in the order of serving
     * have moved. Null: nothing was changed.
     */
    @Nullable
    Instant earliestChange() {
        Set<String> touched = new HashSet<>();
        Instant earliest = null;
        for (EncodedLeg leg : stored()) {
            touched.add(leg.key().session());
            earliest = earlier(earliest, leg.leg().leg().startedAt());
        }
        changed.values().forEach(old -> touched.add(old.key().session()));
        for (KnownLeg leg : known.values()) {
            if (touched.contains(leg.key().session())) {
                earliest = earlier(earliest, leg.startedAt());
            }
        }
        return earliest;
    }

    /** How late the site now holds legs without a session, where that is later than before; else null. */
    @Nullable
    LocalDateTime sessionlessUntil() {
        LocalDateTime latest = site.sessionlessUntil();
        boolean later = false;
        for (EncodedLeg leg : stored()) {
            if (leg.leg().raw().text(Field.SESSION).isEmpty()
                    && (latest == null || leg.key().start().isAfter(latest))) {
                latest = leg.key().start();
                later = true;
            }
        }
        return later ? latest : null;
    }

    /** Whether the page makes the site scattered, see {@link CallSpan}. */
    boolean scatters() {
        return !site.scattered() && stored().stream().anyMatch(PageKeeping::farFromItsSession);
    }

    private static boolean farFromItsSession(EncodedLeg leg) {
        return !CallSpan.holds(leg.key().session(), leg.leg().leg().startedAt());
    }

    private List<EncodedLeg> stored() {
        List<EncodedLeg> stored = new ArrayList<>(added);
        stored.addAll(changed.keySet());
        return stored;
    }

    private void lookUp(Set<String> sessions) throws SQLException {
        LocalDateTime first = null;
        LocalDateTime last = null;
        for (LegKey key : page.keySet()) {
            first = first == null || key.start().isBefore(first) ? key.start() : first;
            last = last == null || key.start().isAfter(last) ? key.start() : last;
        }
        if (first != null && last != null) {
            boolean anywhere = site.scattered() || page.values().stream().anyMatch(PageKeeping::farFromItsSession);
            long days = anywhere ? ANYWHERE_DAYS : CallSpan.DAYS;
            for (KnownLeg leg : table.ofSessions(sessions, first.minusDays(days), last.plusDays(days))) {
                known.put(leg.key(), leg);
            }
        }
    }

    private void tellApart() {
        for (EncodedLeg leg : page.values()) {
            KnownLeg kept = known.get(leg.key());
            if (kept == null) {
                added.add(leg);
            } else if (kept.digest() != leg.digest()) {
                changed.put(leg, kept);
            }
        }
    }

    private void recogniseSessionless() throws SQLException {
        Map<LegKey, EncodedLeg> former = new HashMap<>();
        for (EncodedLeg leg : added) {
            String uniqueid = LegKey.session(leg.leg().leg().uniqueid());
            if (mayBeSessionless(leg, uniqueid)) {
                former.putIfAbsent(
                        new LegKey(uniqueid, leg.key().acctId(), leg.key().start()), leg);
            }
        }
        if (!former.isEmpty()) {
            lookUp(sessions(former.keySet()));
            former.forEach((key, leg) -> {
                KnownLeg kept = known.get(key);
                if (kept != null && !page.containsKey(key)) {
                    changed.put(leg, kept);
                }
            });
            added.removeAll(changed.keySet());
        }
    }

    private boolean mayBeSessionless(EncodedLeg leg, String uniqueid) {
        return site.sessionlessUntil() != null
                && !leg.key().start().isAfter(site.sessionlessUntil())
                && !uniqueid.isEmpty()
                && !uniqueid.equals(leg.key().session());
    }

    private void write() throws SQLException {
        if (!changed.isEmpty()) {
            table.takeOut(changed.values().stream().map(KnownLeg::key).toList());
            for (Map.Entry<EncodedLeg, KnownLeg> leg : changed.entrySet()) {
                table.putIn(leg.getKey(), leg.getValue().number());
            }
        }
        if (!added.isEmpty()) {
            table.putIn(added);
        }
    }

    private static Set<String> sessions(Collection<LegKey> keys) {
        Set<String> sessions = new HashSet<>();
        keys.forEach(key -> sessions.add(key.session()));
        return sessions;
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
