package io.ucmbilling.store.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.audit.AuditQuery.AuditCriteria;
import io.ucmbilling.store.audit.AuditQuery.AuditPosition;
import io.ucmbilling.store.audit.AuditTrail.PlacedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Billing contract A7 on the real table. */
class AuditTrailIT {
    private static final Instant AT = Instant.parse("2026-03-03T09:00:00Z");

    private final StoreRoom room = new StoreRoom();
    private final AuditTrail trail = room.store.bean(AuditTrail.class);

    @AfterEach
    void close() {
        room.close();
    }

    private static AuditEntry entry(int second, @Nullable String site, String target) {
        return new AuditEntry(
                AT.plusSeconds(second),
                "erp",
                "192.0.2.17",
                AuditAction.RECORDING,
                site,
                target,
                AuditOutcome.DONE,
                "bytes 0-43");
    }

    private List<String> targets(@Nullable Set<String> sites, @Nullable Instant from, @Nullable Instant to) {
        return trail.entries(new AuditQuery(from, to, sites, null, 100)).stream()
                .map(placed -> placed.entry().target())
                .toList();
    }

    @Test
    void givesBackWhatWasAdded() {
        AuditEntry bare =
                new AuditEntry(AT, "jwt:\0x", null, AuditAction.ERASURE, null, "all", AuditOutcome.FAILED, null);
        trail.add(List.of(entry(1, "branch-a", "one"), bare));

        assertThat(trail.entries(new AuditQuery(null, null, null, null, 2)))
                .extracting(PlacedEntry::entry)
                .containsExactly(
                        new AuditEntry(
                                AT, "jwt:\uFFFDx", null, AuditAction.ERASURE, null, "all", AuditOutcome.FAILED, null),
                        entry(1, "branch-a", "one"));
    }

    /** A7: a client sees the entries of its sites, and none that is about several. */
    @Test
    void keepsSitesApart() {
        trail.add(List.of(
                entry(3, "branch-a", "a3"), entry(1, "branch-b", "b1"), entry(2, null, "all2"), entry(0, "c", "c0")));

        assertThat(targets(null, null, null)).containsExactly("c0", "b1", "all2", "a3");
        assertThat(targets(Set.of("branch-a", "branch-b"), null, null)).containsExactly("b1", "a3");
        assertThat(targets(Set.of(), null, null)).isEmpty();
        assertThat(targets(null, AT.plusSeconds(1), AT.plusSeconds(3))).containsExactly("b1", "all2");
        assertThat(targets(Set.of("branch-a", "c"), AT, AT.plusSeconds(3))).containsExactly("c0");
    }

    /** B1: walking the pages shows each entry once, those of the same moment too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void walksPages(boolean all) {
        for (int i = 0; i < 23; i++) {
            trail.add(entry(i / 5, i % 2 == 0 ? "branch-a" : "branch-b", "" + i));
        }
        List<String> walked = new ArrayList<>();
        AuditPosition after = null;
        List<PlacedEntry> page;
        do {
            page = trail.entries(new AuditQuery(null, null, all ? null : Set.of("branch-b", "branch-a"), after, 4));
            page.forEach(placed -> walked.add(placed.entry().target()));
            after = page.isEmpty() ? null : page.getLast().position();
        } while (after != null);

        assertThat(walked).hasSize(23).doesNotHaveDuplicates();
    }

    /** A7: nobody changes it. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE audit SET actor = 'nobody'", "DELETE FROM audit", "TRUNCATE audit"})
    void staysAsItIs(String statement) {
        trail.add(entry(0, "branch-a", "one"));

        assertThatThrownBy(() -> room.jdbc.sql(statement).update()).hasMessageContaining("expected INSERT alone");
        assertThat(targets(null, null, null)).containsExactly("one");
    }

    @Test
    void givesTheNewestFirst() {
        trail.add(List.of(entry(1, "branch-a", "one"), entry(2, "branch-b", "two"), entry(3, "branch-a", "three")));
        AuditQuery newest = new AuditQuery(null, null, null, AuditCriteria.NONE, true, null, 2);
        List<PlacedEntry> page = trail.entries(newest);
        AuditQuery older = new AuditQuery(
                null, null, null, AuditCriteria.NONE, true, page.getLast().position(), 2);
        AuditQuery ofSites =
                new AuditQuery(null, null, Set.of("branch-a", "branch-b"), AuditCriteria.NONE, true, null, 2);

        assertThat(page).extracting(placed -> placed.entry().target()).containsExactly("three", "two");
        assertThat(trail.entries(older))
                .extracting(placed -> placed.entry().target())
                .containsExactly("one");
        assertThat(trail.entries(ofSites)).isEqualTo(page);
    }

    @Test
    void givesThoseOfAnActorAndAKind() {
        AuditEntry erased =
                new AuditEntry(AT, "user:anna", null, AuditAction.ERASURE, null, "all", AuditOutcome.DONE, null);
        trail.add(List.of(entry(1, "branch-a", "one"), erased));

        assertThat(those(new AuditCriteria(Set.of("anna", "user:anna"), null))).containsExactly("all");
        assertThat(those(new AuditCriteria(Set.of(), AuditAction.RECORDING))).containsExactly("one");
        assertThat(those(new AuditCriteria(Set.of("erp"), AuditAction.ERASURE))).isEmpty();
    }

    private List<String> those(AuditCriteria criteria) {
        return trail.entries(new AuditQuery(null, null, null, criteria, true, null, 10)).stream()
                .map(placed -> placed.entry().target())
                .toList();
    }
}
