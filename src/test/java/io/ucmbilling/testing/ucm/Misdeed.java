package io.ucmbilling.testing.ucm;

import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.testing.pbx.FoundLegs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Answers one request wrongly: how each {@link Fault} looks on the wire. */
record Misdeed(FaultSchedule faults, AnswerBodies pages, Connection connection) {
    private static final String LOGIN_PAGE = "<!DOCTYPE html>\n"
            + "<html><head><title>Login</title></head><body><form action=\"/login\"></form></body></html>\n";
    private static final int CHUNK = 65536;

    /**
     * @param found what a right answer would hold
     * @param unauthorized how this way in says that the sign-in is not good
     */
    void commit(Fault fault, CdrQuery query, FoundLegs found, Refusal unauthorized) throws IOException {
        String type = query.format().contentType();
        switch (fault) {
            case TIME_OUT -> hold();
            case SLOW -> drip(type, pages.body(query.format(), found));
            case RESET -> connection.reset();
            case RESET_IN_HEADERS -> resetInHeaders(type);
            case HALF_BODY -> halfBody(type, pages.body(query.format(), found));
            case CUT_BODY -> connection.answer(200, type, half(pages.body(query.format(), found)));
            case WRONG_CONTENT_TYPE -> connection.answer(200, "text/html", LOGIN_PAGE);
            case SERVER_ERROR -> connection.answer(500, "text/html", "<h1>Internal Server Error</h1>\n");
            case UNAVAILABLE -> connection.answer(503, "text/html", "<h1>Service Unavailable</h1>\n");
            case TOLD_TO_WAIT ->
                connection.answer(503, "text/html", "<h1>Busy</h1>\n", "Retry-After: " + faults.retryAfterSeconds());
            case UNAUTHORIZED -> unauthorized.refuse();
            case FORBIDDEN -> connection.answer(403, "text/html", "");
            case REDIRECT -> connection.answer(302, "text/html", "", "Location: /login");
            case LYING_EMPTY -> connection.answer(200, type, pages.empty(query.format()));
            case GARBLED -> connection.answer(200, type, pages.garbled(query.format(), found));
            case BAD_BYTES -> connection.answer(200, type, pages.badBytes(query.format(), found));
            case REPEATED_PAGE -> connection.answer(200, type, repeated(query));
            case TOO_LARGE -> pour(type);
        }
    }

    /** Says no to a sign-in. */
    interface Refusal {
        void refuse() throws IOException;
    }

    /** Whether the fault can strike this request: see the comments on {@link Fault}. */
    static boolean canStrike(Fault fault, CdrQuery query, FoundLegs found) {
        return switch (fault) {
            case LYING_EMPTY, GARBLED, BAD_BYTES, CUT_BODY -> !found.isEmpty();
            case REPEATED_PAGE -> query.offset() > 0;
            default -> true;
        };
    }

    private void hold() {
        Runnable letGo = connection::reset;
        faults.hold(letGo);
        connection.awaitGone();
        faults.letGo(letGo);
    }

    private void drip(String type, byte[] body) throws IOException {
        connection.send(Connection.head(200, type, body.length));
        connection.drip(body, faults.pause());
    }

    private void resetInHeaders(String type) throws IOException {
        connection.send(half(Connection.head(200, type, 4711)));
        connection.reset();
    }

    private void halfBody(String type, byte[] body) throws IOException {
        connection.send(Connection.head(200, type, body.length));
        connection.send(half(body));
        connection.close();
    }

    /** The page that the last request of that walk got: as if offset had stayed where it was. */
    private byte[] repeated(CdrQuery query) {
        CdrQuery before = query.page(Math.max(0, query.offset() - query.numRecords()), query.numRecords());
        return pages.body(query.format(), pages.find(before));
    }

    private void pour(String type) throws IOException {
        connection.send(Connection.head(200, type, -1));
        connection.send("{\n  \"cdr_root\":\n  [\n".getBytes(StandardCharsets.UTF_8));
        byte[] chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) ' ');
        while (true) {
            connection.send(chunk);
        }
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }
}
