package io.ucmbilling.report.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.testing.LegBuilder;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** R2, Options: a button that is disabled has its reason as text. */
class RecordingOptionsIT {
    private static final String DELETE = "button[aria-label=Delete]";

    private static Element optionsOf(String user) {
        ReportGateway gateway = ReportGateway.shared();
        gateway.legs()
                .of("branch-a")
                .keep(
                        "branch-a",
                        LegBuilder.leg(90)
                                .session("1772700090.90")
                                .start("2026-03-05T06:30:00")
                                .with(Field.RECORDFILES, "2026-03/auto-1772700090-1001-1002.wav@")
                                .build());
        gateway.legs().follow();
        return gateway.as(user)
                .open("/calls?period=all&text=1772700090.90")
                .expectFirst("table.report tbody tr td:last-child");
    }

    @Test
    void tellAListenerWhyNothingIsDeleted() {
        Element options = optionsOf(ReportGateway.LISTENER);

        assertThat(options.expectFirst("button[aria-label=Play]").hasAttr("disabled"))
                .isFalse();
        assertThat(options.expectFirst(DELETE).hasAttr("disabled")).isTrue();
        assertThat(options.select("small").eachText()).containsExactly("deleting is not permitted");
    }

    @Test
    void tellAViewerOnceThatNothingIsPermitted() {
        assertThat(optionsOf(ReportGateway.VIEWER).select("small").eachText()).containsExactly("not permitted");
    }

    @Test
    void tellAnAdministratorNothing() {
        Element options = optionsOf(ReportGateway.ADMIN);

        assertThat(options.expectFirst(DELETE).hasAttr("disabled")).isFalse();
        assertThat(options.select("small").eachText()).isEmpty();
    }
}
