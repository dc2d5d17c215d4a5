package io.ucmbilling.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /audit}: what administrators see of the audit (report contract R1). */
class AuditPageIT {
    private static final Instant DAY = Instant.parse("2025-03-05T12:00:00Z");
    private static final String OF_THE_DAY = "/audit?from=2025-03-05&to=2025-03-05";
    private static final String HOSTILE = "\"><script>alert(1)</script>\u202e";
    private static ReportGateway gateway;

    @BeforeAll
    static void start() {
        gateway = ReportGateway.shared();
        List<AuditEntry> entries = new ArrayList<>(List.of(
                entry(0, "erp", AuditAction.RECORDING, "branch-a"),
                entry(60, "user:anna", AuditAction.ERASURE, null),
                entry(120, "user:" + HOSTILE, AuditAction.RAW_RECORD, "branch-b"),
                entry(-86_400 * 10, "erp", AuditAction.COLLECTION, "branch-b")));
        IntStream.range(0, 120).forEach(i -> entries.add(entry(86_400 * 7 + i, "many", AuditAction.RECORDING, null)));
        gateway.bean(AuditTrail.class).add(entries);
    }

    private static AuditEntry entry(int second, String actor, AuditAction action, @Nullable String site) {
        return new AuditEntry(
                DAY.plusSeconds(second),
                actor,
                "192.0.2.17",
                action,
                site,
                "/target/" + second,
                action == AuditAction.ERASURE ? AuditOutcome.REFUSED : AuditOutcome.DONE,
                null);
    }

    private static List<String> column(Document page, int number) {
        return page.select("table.audit tbody tr td:nth-child(" + number + ")").eachText();
    }

    private static List<String> targets(String user, String address) {
        return column(gateway.as(user).open(address), 6);
    }

    @Test
    void showsTheNewestFirst() {
        Document page = gateway.as(ReportGateway.ADMIN).open(OF_THE_DAY + "&zone=UTC");

        assertThat(page.title()).isEqualTo("Audit");
        assertThat(page.select("table.audit tbody tr:nth-child(2) td").eachText())
                .containsExactly("2025-03-05 12:01:00", "user:anna", "Deletion", "Refused", "/target/60", "192.0.2.17");
        assertThat(column(page, 6)).containsExactly("/target/120", "/target/60", "/target/0");
    }

    /** The sites stand in Chicago, which is six hours behind in that March. */
    @Test
    void showsTimesInTheZoneOfTheSites() {
        Document page = gateway.as(ReportGateway.ADMIN).open(OF_THE_DAY);

        assertThat(column(page, 1)).first().isEqualTo("2025-03-05 06:02:00");
        assertThat(page.select("thead").text()).contains("(America/Chicago)");
    }

    @Test
    void findsActorsAndActions() {
        assertThat(targets(ReportGateway.ADMIN, OF_THE_DAY + "&who=anna")).containsExactly("/target/60");
        assertThat(targets(ReportGateway.ADMIN, OF_THE_DAY + "&who=user:anna")).containsExactly("/target/60");
        assertThat(targets(ReportGateway.ADMIN, OF_THE_DAY + "&who=erp&action=RECORDING"))
                .containsExactly("/target/0");
        assertThat(targets(ReportGateway.ADMIN, "/audit?action=COLLECTION&from=2025-01-01&to=2025-03-01"))
                .containsExactly("/target/-864000");
    }

    /** Of somebody who may see some sites alone. */
    @Test
    void hidesOtherSites() {
        assertThat(targets(ReportGateway.NORTH, OF_THE_DAY)).containsExactly("/target/0");
        assertThat(gateway.as(ReportGateway.NORTH)
                        .open("/audit?who=many")
                        .select(".empty h2")
                        .text())
                .isEqualTo("No entries match");
    }

    @Test
    void walksThePages() {
        PageClient admin = gateway.as(ReportGateway.ADMIN);
        List<String> walked = new ArrayList<>();
        String address = "/audit?who=many&from=2025-03-01&to=2025-03-31";
        Document page = admin.open(address);
        while (true) {
            walked.addAll(column(page, 6));
            List<String> older = page.select("nav a:containsOwn(Older)").eachAttr("href");
            if (older.isEmpty()) {
                break;
            }
            page = admin.open(older.getFirst());
        }

        assertThat(walked).hasSize(120).doesNotHaveDuplicates().startsWith("/target/604919");
        assertThat(column(admin.open(page.select("nav a:containsOwn(Newest)").attr("href")), 6))
                .first()
                .isEqualTo("/target/604919");
    }

    /** What is wrong is said beside its field, and nothing that was typed is lost. */
    @Test
    void tellsWhatIsWrongBesideItsField() {
        Document page = gateway.as(ReportGateway.ADMIN)
                .open("/audit?from=2025-02-30&to=99999-01-01&who=anna&action=NOTHING&after=x");

        assertThat(page.select("input[name=from]").attr("aria-invalid")).isEqualTo("true");
        assertThat(page.select("#error-from").text()).isEqualTo("2025-02-30 is no date such as 2026-01-31.");
        assertThat(page.select("input[name=who]").val()).isEqualTo("anna");
        assertThat(page.select("table")).isEmpty();
    }

    @Test
    void showsWhatIsHostileAsText() {
        Document page = gateway.as(ReportGateway.ADMIN).open(OF_THE_DAY);

        assertThat(page.select("main script")).isEmpty();
        assertThat(page.select("bdi").eachText()).anyMatch(text -> text.contains("<script>"));
        assertThat(gateway.as(ReportGateway.ADMIN)
                        .get("/audit?who=" + "x".repeat(300) + "&zone=%22%3E&after=%00")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.as(ReportGateway.ADMIN)
                        .open("/audit?who=a%00")
                        .select("#error-who")
                        .text())
                .contains("NUL");
    }
}
