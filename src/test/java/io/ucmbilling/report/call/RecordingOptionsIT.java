package io.ucmbilling.report.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.testing.LegBuilder;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** R2, Options: a button that is disabled has its reason as text. */
class RecordingOptionsIT {
    private static final String PLAY = "button[aria-label=Play]";
    private static final String DOWNLOAD = "button[aria-label=Download]";
    private static final String DELETE = "button[aria-label=Delete]";

    private static Element optionsOf(String user) {
        return optionsOf(user, "branch-a", 90, "2026-03/auto-1772700090-1001-1002.wav@");
    }

    private static Element optionsOf(String user, String site, int number, String files) {
        ReportGateway gateway = ReportGateway.shared();
        String session = "17727000%d.%d".formatted(number, number);
        gateway.legs()
                .of(site)
                .keep(
                        site,
                        LegBuilder.leg(number)
                                .session(session)
                                .start("2026-03-05T06:30:00")
                                .with(Field.RECORDFILES, files)
                                .build());
        gateway.legs().follow();
        return gateway.as(user)
                .open("/calls?period=all&text=" + session)
                .expectFirst("table.report tbody tr td:last-child");
    }

    @Test
    void tellAListenerWhyNothingIsDeleted() {
        Element options = optionsOf(ReportGateway.LISTENER);

        assertThat(options.expectFirst(PLAY).hasAttr("disabled")).isFalse();
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

    /** Nobody can be asked for it. What the gateway keeps of it can be deleted nevertheless. */
    @Test
    void offerNothingToHearOfASiteThatIsNotConfiguredAnyMore() {
        Element options = optionsOf(ReportGateway.ADMIN, "departed", 91, "2026-03/auto-1772700091-1001-1002.wav@");

        assertThat(options.expectFirst(PLAY).hasAttr("disabled")).isTrue();
        assertThat(options.expectFirst(DOWNLOAD).hasAttr("disabled")).isTrue();
        assertThat(options.expectFirst(DELETE).hasAttr("disabled")).isFalse();
        assertThat(options.select("small").eachText()).containsExactly("UCM cannot be reached");
    }

    /** Contract S6: no UCM is asked for such a name. */
    @Test
    void offerNothingIfTheNameMayNotBeAskedFor() {
        Element options = optionsOf(ReportGateway.ADMIN, "branch-a", 92, "2026-03/no name.wav@");

        assertThat(options.select("button:not([disabled])")).isEmpty();
        assertThat(options.select("small").eachText()).containsExactly("no longer on the UCM");
    }

    @Test
    void offerNoOtherTryIfTheSiteIsNotConfiguredAnyMore() {
        Element options = optionsOf(ReportGateway.ADMIN, "departed", 93, "2026-03/auto-1772700093-1001-1002.wav@");
        String id = options.expectFirst("form").attr("action").split("/")[2];

        Document call = ReportGateway.shared().as(ReportGateway.ADMIN).open("/calls/" + id);
        assertThat(call.text()).contains("UCM cannot be reached");
        assertThat(call.select("a[href*=/recordings/]")).isEmpty();
    }
}
