package io.ucmbilling.ucm;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageReader;
import io.ucmbilling.contract.RefusedPageException;
import io.ucmbilling.contract.UnreadablePageException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Makes a page of an answer, or tells why it is none. */
final class Pages {
    private Pages() {}

    /** An answer of the guide's cdrapi; a status in it, which only the newer API has, is a fault of that kind. */
    static Page read(Site site, Format format, Answer answer, Clock clock) throws UcmFault {
        try {
            return readOrRefused(site, format, answer, clock);
        } catch (RefusedPageException e) {
            throw Faults.of(site, FaultKind.API_ERROR, "the status " + e.status(), "a page of records");
        }
    }

    /** The same, where the caller knows what a refusal means. */
    static Page readOrRefused(Site site, Format format, Answer answer, Clock clock)
            throws UcmFault, RefusedPageException {
        check(site, format, answer, clock);
        try {
            return PageReader.read(format, answer.body());
        } catch (UnreadablePageException e) {
            throw new UcmFault(FaultKind.MALFORMED, "site " + site.id() + ": " + masked(e.getMessage()));
        }
    }

    /** Status and content type. */
    static void check(Site site, Format format, Answer answer, Clock clock) throws UcmFault {
        if (answer.status() != 200) {
            throw Faults.status(site, answer, clock);
        }
        UcmFault fault = Faults.contentType(site, format, answer);
        if (fault != null) {
            throw fault;
        }
    }

    /** The body's beginning stands in the message: without a cookie that may be in it, and without phone numbers. */
    private static String masked(@Nullable String message) {
        return String.valueOf(message)
                .replaceAll("(?i)(cookie\"?\\s*:\\s*\"?)[^\"',]*", "$1…")
                .replaceAll("[0-9]{5,}", "…");
    }
}
