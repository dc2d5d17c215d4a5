package io.ucmbilling.store.intake;

import io.ucmbilling.store.intake.LegTable.KeptWithSession;
import io.ucmbilling.store.intake.LegTable.KnownLeg;
import io.ucmbilling.store.row.EncodedLeg;
import io.ucmbilling.store.row.LegKey;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.site.CallSpan;
import io.ucmbilling.store.site.SiteRow;
import io.ucmbilling.store.site.WallClockSpan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Storing of one page's legs as new, changed or known, with the site's row locked.
 *
 * <ol>
 *   <li>Each leg is written in COPY's format, which also gives its digest. A key that came already on this page is passed over.
 *   <li>One query reads the kept legs of the site from the page's first start to its last. A leg with a kept key and digest is
 *       known: nothing is written. With another digest it has changed. All others are taken for new.
 *   <li>If few are new or changed, all kept legs of their calls are looked up by session: one may be kept with another reading
 *       of its start, and the calls' first legs tell how far back places in the order of serving have moved. If many are, as in
 *       a first collection, that would cost more than storing them. A caution serves instead (see {@link KeptPage#change}), and
 *       the unique index: if it finds one kept, the page is kept anew with every leg looked up ({@code thorough}).
 *   <li>A new leg may have been kept before the UCM's firmware knew sessions, under its uniqueid (contract U4). If the site
 *       holds such legs that late, it is looked for. It may also have been kept with another session (rule C1). If it is found
 *       it has changed, its key included.
 *   <li>Each call of which a leg is stored is noted as stale, see {@link StaleCalls}.
 *   <li>Changed legs are taken out and put in under their old number; new ones are put in by one COPY.
 * </ol>
 */
final class PageUpsert {
    /** Up to so many legs are looked up by their sessions. */
    private static final int FEW = 200;

    private final SiteRow site;
    private final LegTable table;
    private final StaleCalls stale;
    private final boolean thorough;
    private final Map<LegKey, EncodedLeg> page = new LinkedHashMap<>();
    private final Map<LegKey, KnownLeg> known = new HashMap<>();
    private final List<EncodedLeg> added = new ArrayList<>();
    private final Map<EncodedLeg, KnownLeg> changed = new LinkedHashMap<>();
    private PageExtent extent = PageExtent.NONE;
    private boolean callsKnown;
    private boolean spanKnown;
    private long asOf;

    /** @param thorough whether to look every leg up by its session */
    PageUpsert(Connection connection, SiteRow site, boolean thorough) {
        this.site = site;
        this.table = new LegTable(connection, site.id());
        this.stale = new StaleCalls(connection, site.id());
        this.thorough = thorough;
    }

    /** Keeps them. The same key twice counts once. */
    KeptPage keep(PreparedLegs legs) throws SQLException {
        asOf = legs.asOf();
        legs.legs().forEach(leg -> page.putIfAbsent(leg.key(), leg));
        if (!page.isEmpty()) {
            extent = PageExtent.of(page.values());
            lookUp();
            if (site.sessionlessUntil() != null) {
                recogniseSessionless(site.sessionlessUntil());
            }
            recogniseWithSession();
            write();
        }
        return new KeptPage(site, extent, added, changed, known.values(), callsKnown);
    }

    private void lookUp() throws SQLException {
        Collection<LegKey> uncertain = page.keySet();
        if (!thorough && readSpan()) {
            tellApart();
            if (added.size() + changed.size() > FEW && !scatters()) {
                return;
            }
            uncertain = Stream.concat(added.stream(), changed.keySet().stream())
                    .map(EncodedLeg::key)
                    .toList();
        }
        lookUpCalls(uncertain);
        tellApart();
        callsKnown = true;
    }

    /** Reads what is kept between the page's first and last start. Returns false if that is more than is worth reading. */
    private boolean readSpan() throws SQLException {
        int most = 2 * page.size() + FEW;
        List<KnownLeg> span = table.startedWithin(extent, most);
        span.forEach(leg -> known.put(leg.key(), leg));
        spanKnown = span.size() < most;
        return spanKnown;
    }

    private void lookUpCalls(Collection<LegKey> keys) throws SQLException {
        if (!keys.isEmpty()) {
            Set<String> sessions = new HashSet<>();
            keys.forEach(key -> sessions.add(key.session()));
            table.ofSessions(sessions, spans()).forEach(leg -> known.put(leg.key(), leg));
        }
    }

    /**
     * Returns where legs of the page's calls may stand: near the page, near sessions that are far from it, and where
     * far legs are.
     */
    private List<WallClockSpan> spans() {
        List<WallClockSpan> spans = new ArrayList<>();
        spans.add(extent.wallClocks().widened(CallSpan.DAYS));
        if (site.scattered() != null) {
            spans.add(site.scattered());
        }
        extent.far().stream()
                .flatMap(leg -> CallSpan.beginning(leg.key().session()).stream())
                .reduce(WallClockSpan::and)
                .ifPresent(spans::add);
        return spans;
    }

    private void tellApart() {
        added.clear();
        changed.clear();
        for (EncodedLeg leg : page.values()) {
            KnownLeg kept = known.isEmpty() ? null : known.get(leg.key());
            if (kept == null) {
                added.add(leg);
            } else if (kept.digest() != leg.digest()) {
                change(leg, kept);
            }
        }
    }

    /** Notes that a leg takes the place of a kept one, unless that was asked for later (rule C1). */
    private void change(EncodedLeg leg, KnownLeg kept) {
        if (kept.commit() <= asOf) {
            changed.put(leg, kept);
        }
    }

    private void recogniseSessionless(LocalDateTime until) throws SQLException {
        Map<LegKey, EncodedLeg> former = new HashMap<>();
        for (EncodedLeg leg : added) {
            String uniqueid = LegKey.session(leg.leg().leg().uniqueid());
            if (mayBeSessionless(leg, uniqueid, until)) {
                former.putIfAbsent(
                        new LegKey(uniqueid, leg.key().acctId(), leg.key().start()), leg);
            }
        }
        if (!former.isEmpty()) {
            lookUpCalls(former.keySet());
            former.forEach((key, leg) -> {
                KnownLeg kept = known.get(key);
                if (kept != null && !page.containsKey(key)) {
                    added.remove(leg);
                    change(leg, kept);
                }
            });
        }
    }

    /**
     * Recognises legs that are kept with another session: with one, as after a firmware was taken back that gave sessions, or with a
     * session that is written otherwise. Such a leg has the AcctId, the start and the uniqueid of a kept one, and its session joins
     * that one's call. If the UCM gives both on one page, they are two legs.
     */
    private void recogniseWithSession() throws SQLException {
        Map<LegKey, EncodedLeg> byUniqueid = byUniqueid();
        for (KeptWithSession leg : table.withSession(byUniqueid)) {
            EncodedLeg same = byUniqueid.get(leg.sessionless());
            if (same != null && !page.containsKey(leg.kept().key()) && added.remove(same)) {
                stale.join(same.key().session(), leg.kept().key().session());
                change(same, leg.kept());
            }
        }
    }

    /** Returns the new legs that may be kept with another session, by what their keys are without one. */
    private Map<LegKey, EncodedLeg> byUniqueid() {
        Set<LegStart> kept = new HashSet<>();
        known.keySet().forEach(key -> kept.add(new LegStart(key.acctId(), key.start())));
        Map<LegKey, EncodedLeg> byUniqueid = new HashMap<>();
        for (EncodedLeg leg : added) {
            LegKey key = leg.key();
            String uniqueid = LegKey.session(leg.leg().leg().uniqueid());
            boolean may = !spanKnown || kept.contains(new LegStart(key.acctId(), key.start()));
            if (may && !uniqueid.isEmpty()) {
                byUniqueid.putIfAbsent(new LegKey(uniqueid, key.acctId(), key.start()), leg);
            }
        }
        return byUniqueid;
    }

    /** What a leg has in common with a reading of it that has another session. */
    private record LegStart(long acctId, LocalDateTime start) {}

    /** Notes which sessions join a call that is kept under their uniqueid, or comes with this page. */
    private void joinSessionless() {
        Set<String> sessions = new HashSet<>();
        Stream.concat(known.keySet().stream(), page.keySet().stream()).forEach(key -> sessions.add(key.session()));
        Stream.concat(added.stream(), changed.keySet().stream()).forEach(leg -> {
            String uniqueid = LegKey.session(leg.leg().leg().uniqueid());
            if (!uniqueid.equals(leg.key().session()) && sessions.contains(uniqueid)) {
                stale.join(leg.key().session(), uniqueid);
            }
        });
    }

    private static boolean mayBeSessionless(EncodedLeg leg, String uniqueid, LocalDateTime until) {
        return !leg.key().start().isAfter(until.plusDays(CallSpan.DAYS))
                && !uniqueid.isEmpty()
                && !uniqueid.equals(leg.key().session());
    }

    private void write() throws SQLException {
        if (added.isEmpty() && changed.isEmpty()) {
            return;
        }
        joinSessionless();
        long commit = stale.note(touched());
        if (!changed.isEmpty()) {
            table.takeOut(changed.values().stream().map(KnownLeg::key).toList());
            for (Map.Entry<EncodedLeg, KnownLeg> leg : changed.entrySet()) {
                table.putIn(leg.getKey(), leg.getValue().number(), commit);
            }
        }
        if (!added.isEmpty()) {
            table.putIn(added, commit);
        }
    }

    /** Returns the sessions of the legs that are stored, before and after. */
    private Set<String> touched() {
        Set<String> touched = new LinkedHashSet<>();
        added.forEach(leg -> touched.add(leg.key().session()));
        changed.forEach((leg, old) -> {
            touched.add(leg.key().session());
            touched.add(old.key().session());
        });
        return touched;
    }

    /** Returns whether legs of the page's calls may stand far from it. */
    private boolean scatters() {
        return site.scattered() != null || !extent.far().isEmpty();
    }
}
