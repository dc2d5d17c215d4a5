package io.ucmbilling.report.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.report.PageClient;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditQuery;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.testing.LegBuilder;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R2, <i>A call opened</i>: parties raw and as E.164, its version, and the raw records for administrators alone. */
class CallPageIT {
    private static final String SESSION = "1772700095.951";
    private static final String RAW = "section[aria-label='Records as the UCM gave them']";

    private static ReportGateway gateway;

    @BeforeAll
    static void start() {
        gateway = ReportGateway.shared();
        gateway.legs()
                .of("branch-a")
                .keep(
                        "branch-a",
                        LegBuilder.leg(951)
                                .session(SESSION)
                                .start("2026-03-05T06:40:00")
                                .with(Field.SRC, "2025550195")
                                .with(Field.CLID, "\"Ada\" <2025550195>")
                                .with(Field.CHANNEL, "PJSIP/trunk_1-00000951")
                                .with(Field.CHANNEL_EXT, "")
                                .with(Field.SRC_TRUNK_NAME, "North Line")
                                .build());
        gateway.legs().follow();
    }

    private static Document call(String user) {
        PageClient client = gateway.as(user);
        Element row = client.open("/calls?period=all&text=" + SESSION).expectFirst("table.report tbody tr");
        return client.open(row.expectFirst("a[href^=/calls/]").attr("href"));
    }

    /** A number of fiction is none that could be dialled, so that it has no E.164. */
    @Test
    void hasThePartiesAsTheyCameAndAsE164() {
        Element parties = call(ReportGateway.VIEWER).expectFirst("section[aria-label=Parties]");

        assertThat(parties.select("thead th").eachText()).containsExactly("Shown as", "Number", "E.164");
        assertThat(parties.expectFirst("tbody tr").children().stream().map(Element::text))
                .containsExactly("Caller", "\"Ada\"<2025550195>", "2025550195", "");
    }

    @Test
    void tellsWhichVersionItIs() {
        assertThat(call(ReportGateway.VIEWER)
                        .expectFirst("section[aria-label=Facts]")
                        .text())
                .contains("Version 1 Version made at");
    }

    /** Each look at them is noted. */
    @Test
    void showsTheRecordsToAdministratorsAlone() {
        assertThat(call(ReportGateway.VIEWER).select(RAW)).isEmpty();
        assertThat(call(ReportGateway.LISTENER).select(RAW)).isEmpty();
        assertThat(call(ReportGateway.ADMIN).select(RAW + " dd").eachText()).contains("PJSIP/trunk_1-00000951");

        assertThat(gateway.bean(AuditTrail.class).entries(new AuditQuery(ReportGateway.NOW, null, null, null, 10_000)))
                .filteredOn(placed -> placed.entry().action() == AuditAction.RAW_RECORD)
                .extracting(placed -> placed.entry().actor())
                .contains("user:admin")
                .doesNotContain("user:viewer", "user:listener");
    }
}
