package io.ucmbilling.testing.ucm;

import static io.ucmbilling.testing.ucm.HostileBodies.repeated;

import io.ucmbilling.contract.Format;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** An answer that could harm the gateway that asked for it, with what the gateway is to make of it. */
public enum HostileAnswer {
    // Too many items.
    NUMBERS(Site.JSON, () -> repeated("{\"cdr\":[1", ",1", "]}"), "too_large"),
    EMPTY_OBJECTS(Site.JSON, () -> repeated("{\"cdr\":[{}", ",{}", "]}"), "too_large"),
    EMPTY_ARRAYS(Site.JSON, () -> repeated("{\"cdr_root\":[[]", ",[]", "]}"), "too_large"),
    EMPTY_STRINGS(Site.JSON, () -> repeated("{\"response\":{\"cdr_root\":[\"\"", ",\"\"", "]}}"), "too_large"),
    SHORT_LEGS(Site.JSON, () -> repeated("{\"cdr\":[{}", ",{\"AcctId\":\"1\"}", "]}"), "too_large"),
    WHOLE_LEGS(Site.JSON, () -> repeated("{\"cdr\":[{}", "," + HostileBodies.LEG, "]}"), "too_large"),
    LEGS_OF_ONE_CALL(Site.JSON, HostileBodies::oneCall, "too_large"),
    ITEMS_WITHOUT_END(Site.JSON, () -> repeated("{\"cdr\":[1", ",1", ""), "too_large", "malformed"),
    ELEMENTS(Site.XML, () -> repeated("<root>", "<cdr/>", "</root>"), "too_large"),
    LINES(Site.CSV, () -> repeated(HostileBodies.HEADER, "1\n", ""), "too_large"),
    EMPTY_LINES(Site.CSV, () -> repeated(HostileBodies.HEADER, "\n", ""), "too_large", "requests"),

    // Too deep.
    DEEP_ARRAYS(Site.JSON, () -> repeated("{\"cdr\":[", "[", ""), "too_large", "malformed"),
    DEEP_OBJECTS(Site.JSON, () -> repeated("{\"cdr\":[", "{\"a\":", ""), "too_large", "malformed"),
    DEEP_OUTSIDE(Site.JSON, () -> repeated("", "{\"response\":", ""), "too_large", "malformed"),
    DEEP_ELEMENTS(Site.XML, () -> repeated("<root><cdr>", "<a>", ""), "too_large", "malformed"),
    UNCLOSED_RECORDS(Site.XML, () -> repeated("<root>", "<cdr>", ""), "too_large", "malformed"),
    UNCLOSED_RECORDS_IN_A_PAGE(
            Site.XML, () -> repeated("<root>", "<cdr><AcctId>1", "</root>"), "too_large", "malformed"),

    // Too many names, or too large ones.
    NAMES(Site.JSON, HostileBodies::names, "too_large", "quarantined"),
    LONG_NAMES(Site.JSON, HostileBodies::longNames, "too_large", "quarantined", "malformed"),
    ONE_NAME(Site.JSON, () -> repeated("{\"cdr\":[{\"a\":1", ",\"AcctId\":\"1\"", "}]}"), "too_large", "quarantined"),
    COLLIDING_NAMES(Site.JSON, HostileBodies::collidingNames, "too_large", "quarantined"),
    ATTRIBUTES(Site.XML, HostileBodies::attributes, "too_large", "malformed", "repeated_page"),
    COLUMNS(Site.CSV, () -> repeated("AcctId,accountcode", ",a", "\n"), "too_large", "malformed"),

    // Too much text.
    LONG_STRING(Site.JSON, () -> repeated("{\"cdr\":[\"", "x", "\"]}"), "too_large", "quarantined"),
    ESCAPES(
            Site.JSON,
            () -> repeated("{\"cdr\":[{\"AcctId\":\"1\",\"clid\":\"", "\\u0041", "\"}]}"),
            "too_large",
            "quarantined"),
    LONG_LASTDATA(Site.JSON, HostileBodies::longLastdata, "too_large", "quarantined", "stored"),
    LONG_NUMBER(Site.JSON, () -> repeated("{\"cdr\":[{\"AcctId\":", "1", "}]}"), "too_large", "quarantined"),
    UNENDED_STRINGS(Site.JSON, () -> repeated("{\"cdr\":[", "{\"a\":\"b\",", "]}"), "too_large", "malformed"),
    LONG_TEXT(
            Site.XML, () -> repeated("<root><cdr><AcctId>", "1", "</AcctId></cdr></root>"), "too_large", "quarantined"),
    REFERENCES(
            Site.XML, () -> repeated("<root><cdr><clid>", "&#65;", "</clid></cdr></root>"), "too_large", "quarantined"),
    COMMENTS(Site.XML, () -> repeated("<root>", "<!---->", "</root>"), "too_large", "malformed", "requests"),
    COMMAS(Site.CSV, () -> repeated(HostileBodies.HEADER, ",", "\n"), "too_large", "quarantined"),
    SURPLUS_COMMAS(Site.CSV, HostileBodies::surplusCommas, "quarantined", "unchanged"),
    NO_LINE_ENDS(Site.CSV, () -> repeated("", "x", ""), "too_large", "malformed"),

    // What a parser could be led to.
    ENTITIES(Site.XML, HostileBodies::entities, "malformed"),
    EXTERNAL_ENTITY(Site.XML, HostileBodies::externalEntity, "malformed"),

    // Records that are none, or not of this world.
    MAD_DATES(Site.JSON, HostileBodies::madDates, "stored", "quarantined"),
    BROKEN_CHARACTERS(Site.JSON, HostileBodies::brokenCharacters, "stored", "quarantined"),
    REPEATED_PAGE(Site.JSON, HostileBodies::firstPage, "repeated_page"),
    ENDLESS_PAGES(Site.JSON, HostileLines::nextPage, "stored"),

    // The HTTPS API's own answers.
    CHALLENGE_OF_NUMBERS(Site.API, () -> repeated("{\"response\":[1", ",1", "]}"), "too_large", "malformed"),
    CHALLENGE_OF_OBJECTS(Site.API, () -> repeated("{\"response\":[{}", ",{}", "]}"), "too_large", "malformed"),
    CHALLENGE_OF_DEPTH(Site.API, () -> repeated("{\"response\":", "[", ""), "too_large", "malformed"),
    LONG_CHALLENGE(
            Site.API,
            () -> repeated("{\"status\":0,\"response\":{\"challenge\":\"", "x", "\"}}"),
            "too_large",
            "malformed"),

    // Answers that lie about themselves.
    GZIP(Site.JSON, HostileLines::gzip, "malformed", "too_large", "wrong_content_type"),
    LENGTH_TOO_SHORT(Site.JSON, HostileLines.length("Content-Length: 10"), "malformed"),
    LENGTH_NEGATIVE(Site.JSON, HostileLines.length("Content-Length: -5"), "malformed", "broken_off"),
    LENGTH_TWICE(
            Site.JSON,
            HostileLines.length("Content-Length: 10\r\nContent-Length: 2000"),
            "malformed",
            "broken_off",
            "timed_out"),
    LENGTH_HUGE(Site.JSON, HostileLines.length("Content-Length: 99999999999999999999"), "malformed", "too_large"),
    LENGTH_NOT_REACHED(Site.JSON, HostileLines.length("Content-Length: 2000"), "broken_off"),
    LENGTH_NOT_REACHED_EVER(Site.SLOW, HostileLines::withheld, "timed_out"),
    HTML(Site.JSON, HostileLines::html, "wrong_content_type"),
    REDIRECTS(Site.JSON, HostileLines::redirect, "redirected"),
    SIGN_IN_WITHOUT_END(Site.JSON, HostileLines::unauthorized, "login_refused"),

    // Answers without an end.
    ENDLESS_CHUNKS(Site.JSON, HostileLines::endlessChunks, "too_large"),
    ENDLESS_SMALL_CHUNKS(Site.SLOW, HostileLines::endlessSmallChunks, "too_large", "timed_out"),
    ENDLESS_BODY(Site.JSON, HostileLines::endlessBody, "too_large"),
    ENDLESS_HEADERS(Site.JSON, HostileLines.endless("HTTP/1.1 200 OK\r\n", "X-More: 1\r\n"), "too_large"),
    ENDLESS_HEADER(Site.JSON, HostileLines.endless("HTTP/1.1 200 OK\r\nX-More: ", "x"), "too_large"),
    ENDLESS_STATUS(Site.JSON, HostileLines.endless("", "x"), "too_large", "malformed"),
    ENDLESS_CONTINUES(Site.SLOW, HostileLines.endless("", "HTTP/1.1 100 Continue\r\n\r\n"), "timed_out", "malformed"),
    DRIBBLED_BODY(Site.SLOW, HostileLines::dribbledBody, "timed_out"),
    DRIBBLED_HEAD(Site.SLOW, HostileLines::dribbledHead, "timed_out"),
    SILENCE(Site.SLOW, (request, connection) -> connection.awaitGone(), "timed_out");

    private final Site site;
    private final Script script;
    private final List<String> outcomes;

    /** The kind of site that it is an answer to. */
    public enum Site {
        JSON(Format.JSON),
        XML(Format.XML),
        CSV(Format.CSV),
        /** The newer HTTPS API. */
        API(Format.JSON),
        /** One whose answers are waited for but a short time. */
        SLOW(Format.JSON);

        private final Format format;

        Site(Format format) {
            this.format = format;
        }

        public Format format() {
            return format;
        }
    }

    /** Answers one request. */
    interface Script {
        void answer(HttpRequest request, Connection connection) throws IOException;
    }

    /** Makes a body. */
    interface Body {
        byte[] make();
    }

    HostileAnswer(Site site, Script script, String... outcomes) {
        this.site = site;
        this.script = script;
        this.outcomes = List.of(outcomes);
    }

    HostileAnswer(Site site, Body body, String... outcomes) {
        this(
                site,
                (request, connection) -> connection.answer(200, site.format().contentType(), HostileBodies.made(body)),
                outcomes);
    }

    public Site site() {
        return site;
    }

    /**
     * What may come of it: kinds of {@code gateway.collection.faults}; or {@code stored}, {@code unchanged} or
     * {@code quarantined}, which are counters of their own; or {@code requests}, where the page is an empty one.
     */
    public List<String> outcomes() {
        return outcomes;
    }

    void answer(HttpRequest request, Connection connection) throws IOException {
        script.answer(request, connection);
    }

    /** Those whose names are in the list, parted by commas; all where it is empty. */
    public static List<HostileAnswer> named(String names) {
        List<String> wanted = List.of(names.toUpperCase(Locale.ROOT).split(","));
        return Arrays.stream(values())
                .filter(answer -> names.isEmpty() || wanted.contains(answer.name()))
                .toList();
    }
}
