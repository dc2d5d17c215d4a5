package io.ucmbilling.report.call;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.testing.calls.StoredLegs;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R2, R4, C9: behind a first collection calls may be made of their legs minutes late. Another replica makes none of them here. */
class LaggingCallsIT {
    private static final String ANOTHER =
            "UPDATE call_follower SET holder = 'another', lease_until = now() + interval '1 h'";
    private static final String NOBODY = "UPDATE call_follower SET holder = '', lease_until = '-infinity'";

    private static ReportGateway gateway;
    private static StoredLegs legs;

    @BeforeAll
    static void start() {
        gateway = new ReportGateway();
        legs = gateway.legs().of("branch-a");
        sql(ANOTHER);
        legs.keep("branch-a", leg(1).start("2026-03-05T05:00:00").build());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static void sql(String statement) {
        gateway.bean(Transactions.class).client().sql(statement).update();
    }

    private static Document open(String path) {
        return gateway.as(ReportGateway.VIEWER).open(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/calls", "/overview"})
    void saysHowFarCallsLag(String path) {
        sql("UPDATE stale_call SET stale_since = now() - interval '3 min'");

        assertThat(open(path).expectFirst("#unread").text()).contains("calls are made of their records 0:03:0");
    }

    /** In ordinary work they lag by two seconds at most. */
    @Test
    void saysNothingOfASecond() {
        sql("UPDATE stale_call SET stale_since = now() - interval '1 s'");

        assertThat(open("/calls").expectFirst("#unread").text()).isEmpty();
    }

    @Test
    void showsTheCallsOnceTheyAreMade() {
        sql(NOBODY);
        legs.follow();

        assertThat(open("/calls").select("table.report tbody tr")).hasSize(1);
        sql(ANOTHER);
        legs.keep("branch-a", leg(2).start("2026-03-05T05:00:30").build());
    }
}
