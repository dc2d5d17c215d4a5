package io.ucmbilling.report.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.report.PageAnswer;
import io.ucmbilling.report.PageClient;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.LegBuilder;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R2, R6: whatever stands in a record, or is typed, is shown as text. */
class HostileValuesIT {
    private static final String SCRIPT = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";

    private static final List<String> VALUES = List.of(
            SCRIPT,
            "=HYPERLINK(\"https://evil.example\")",
            "\u202e12025550100\u202c",
            "مكتب المبيعات والتسويق في المدينة القديمة بجانب الميناء الكبير والسوق المركزي هنا الآن",
            "销售部门和市场部门以及客户服务中心在老城区大港口旁边的中央市场附近的办公楼里面第三层左边的房间",
            "👩‍👩‍👧‍👦📞".repeat(10),
            "x".repeat(80),
            "${7*7} #{login.title} @{/calls} ~{report/login} __${T(java.lang.Runtime)}__");

    static Stream<String> values() {
        return VALUES.stream();
    }

    private static ReadLeg leg(int number, String value) {
        return LegBuilder.leg(number)
                .session("1772700%03d.%d".formatted(number, number))
                .start("2026-03-05T05:00:%02d".formatted(number))
                .with(Field.CLID, "\"" + value + "\" <1000>")
                .with(Field.SRC, value)
                .with(Field.DST, value)
                .with(Field.ACCOUNTCODE, value)
                .with(Field.LASTDATA, value)
                .with(Field.USERFIELD, value)
                .build();
    }

    @ParameterizedTest
    @MethodSource("values")
    void isTextInTheTableAndInACallOpened(String value) {
        ReportGateway gateway = ReportGateway.shared();
        int number = 10 + VALUES.indexOf(value);
        gateway.legs().of("branch-a").keep("branch-a", leg(number, value));
        gateway.legs().follow();
        PageClient admin = gateway.as(ReportGateway.ADMIN);

        Document calls = admin.open("/calls?period=all");
        Element row = calls.select("table.report tbody tr").stream()
                .filter(one -> one.text().contains("05:00:" + number))
                .findFirst()
                .orElseThrow();
        assertThat(row.child(4).wholeText()).contains(value);
        assertHarmless(calls);
        Document call = admin.open(row.expectFirst("a[href^=/calls/]").attr("href"));
        assertThat(call.expectFirst("h1").wholeText()).contains(value);
        assertHarmless(call);
    }

    @Test
    void isTextInTheForm() {
        PageClient admin = ReportGateway.shared().as(ReportGateway.ADMIN);
        for (String field : List.of("callerNumber", "callerName", "from", "zone", "text", "site", "status", "sort")) {
            Document page = admin.open("/calls?" + field + "=" + URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8));
            assertHarmless(page);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/calls?callerNumber=%25zz, 200",
        "/calls?callerNumber=%zz, 400",
        "/overview?text=%, 400",
        "/calls?callerName=%C3%28, 400",
        "/calls/delete/no-id, 404",
        "/calls/delete/00000000-0000-0000-0000-000000000000, 404",
        "/calls/no-id, 404"
    })
    void isAnsweredInPlainWordsIfItCannotBeRead(String address, int status) throws IOException {
        assertThat(statusOf(ReportGateway.shared(), address)).isEqualTo(status);
    }

    /** A mistyped field would be none, and more calls would be deleted than were meant. */
    @Test
    void offersNothingForDeletionIfAFieldIsNotKnown() {
        PageClient admin = ReportGateway.shared().as(ReportGateway.ADMIN);
        String address = "/calls/delete?period=all&callrNumber=1005";

        for (PageAnswer answer : List.of(admin.get(address), admin.post(address, "typed", "1"))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("Nothing was deleted").contains("callrNumber");
            assertThat(answer.document().select("main form")).isEmpty();
        }
    }

    /** Sends what a client that checks its addresses would not. */
    private static int statusOf(ReportGateway gateway, String address) throws IOException {
        PageClient admin = gateway.as(ReportGateway.ADMIN);
        URI url = URI.create(gateway.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nCookie: SESSION="
                    + admin.cookie("SESSION") + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("Content-Security-Policy", "<!DOCTYPE html>");
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u0000b"})
    void isNoNameOfAView(String name) {
        PageClient admin = ReportGateway.shared().as(ReportGateway.ADMIN);

        PageAnswer answer = admin.post("/calls/views", "name", name, "view", "period=today");

        assertThat(answer.location()).isEqualTo("/calls?period=today");
        assertThat(admin.open(answer.location())
                        .expectFirst("[role=status].bad")
                        .text())
                .contains("Expected a name");
    }

    /** What is wrong is said beside its field, and nothing that was typed is lost. */
    @Test
    void isToldBesideEachFieldOfTheForm() {
        PageClient admin = ReportGateway.shared().as(ReportGateway.ADMIN);
        for (String field :
                List.of("direction", "status", "site", "day", "recorded", "missed", "hours", "hoursFrom", "zone")) {
            Document page = admin.open("/calls?" + field + "=nonsense");
            assertThat(page.select(".filter .field-error").eachText())
                    .as(field)
                    .singleElement()
                    .asString()
                    .contains("nonsense");
            assertThat(page.select("details.more").hasAttr("open")).isEqualTo(!field.equals("direction"));
        }
    }

    /** Scripts come from files of the gateway alone, and nothing has a handler or a style of its own. */
    private static void assertHarmless(Document page) {
        assertThat(page.select("script").eachAttr("src")).hasSameSizeAs(page.select("script"));
        assertThat(page.select("script").eachAttr("src")).allMatch(source -> source.startsWith("/"));
        assertThat(page.select("img, iframe, object, embed, base, [style], style"))
                .isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .filter(attribute -> attribute.getKey().startsWith("on")))
                .isEmpty();
    }
}
