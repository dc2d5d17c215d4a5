package io.ucmbilling.report.mail;

import static org.awaitility.Awaitility.await;

import io.ucmbilling.report.PageAnswer;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.calls.StoredLegs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A gateway with some calls that mails them, its pages of settings, and what it keeps of its mails. */
record MailStation(ReportGateway gateway) implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Starts one that has the calls of {@link FleetOfCalls}. */
    static MailStation start(int port, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", Integer.toString(port),
                "gateway.report.mail.from", "cdr@example.com",
                "gateway.report.mail.page-url", "https://cdr.example.com/",
                "gateway.report.mail.attachment-limit", "64KB",
                "gateway.report.mail.certificate-wait", "2h"));
        all.putAll(settings);
        ReportGateway gateway = new ReportGateway(all);
        StoredLegs stored = gateway.legs().of("branch-a").of("branch-b");
        stored.keep("branch-a", FleetOfCalls.branchA());
        stored.keep("branch-b", FleetOfCalls.branchB());
        stored.follow();
        return new MailStation(gateway);
    }

    void sql(String statement) {
        gateway.bean(Transactions.class).client().sql(statement).update();
    }

    /** Returns the text that a statement reads; empty: no row. */
    String text(String sql) {
        return gateway.bean(Transactions.class)
                .client()
                .sql(sql)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Makes a setting on the page, as somebody who fills in its form. */
    PageAnswer make(String user, String... fields) {
        Document page = gateway.as(user).open("/downloads/new");
        List<String> filled = new ArrayList<>(Arrays.asList(fields));
        Map.of("name", "Sales", "recipients", "a@example.com, b@example.com").forEach((field, value) -> {
            if (!filled.contains(field)) {
                filled.addAll(List.of(field, value));
            }
        });
        return gateway.as(user).submit(page.expectFirst("form.fields"), filled.toArray(String[]::new));
    }

    /** Changes the only setting on its page. */
    PageAnswer change(String user, String... fields) {
        Document page = gateway.as(user).open("/downloads/" + text("SELECT id::text FROM mailing"));
        return gateway.as(user).submit(page.expectFirst("form.fields"), fields);
    }

    /** Asks for the mail of a setting, the first one of the list if there are several. */
    PageAnswer sendNow(String user) {
        Element form = gateway.as(user).open("/downloads").expectFirst("form[action$=/send]");
        return gateway.as(user).submit(form);
    }

    /** Lets time pass, and looks for what is due. */
    void pass(Duration time) {
        gateway.clock().advance(time);
        gateway.bean(MailWorker.class).wake();
    }

    /** Waits until a mail is noted so. @param sql a condition for its row */
    void awaitNoted(String sql) {
        await().atMost(PATIENCE)
                .until(() ->
                        !text("SELECT state FROM mailing_sending WHERE " + sql).isEmpty());
    }

    /** Returns what the page of the only setting says of its mails. */
    String history(String user) {
        String id = text("SELECT id::text FROM mailing");
        return gateway.as(user).open("/downloads/" + id).expectFirst(".history").text();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
