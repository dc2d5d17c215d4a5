package io.ucmbilling.ucm.http;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.OversizedPageException;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader of a site's answers, which makes pages of them or tells why they are none. */
public record PageResponses(Site site, Clock clock, ReadingLimit limit) {
    private static final Page EMPTY = new Page(0, List.of());

    /**
     * Reads an answer of cdrapi.
     *
     * @throws RefusedPageException if it is a refusal with a status. The caller knows what that means
     */
    public Page read(CdrQuery query, HttpAnswer answer) throws UcmFault, RefusedPageException {
        if (answer.status() == 200 && answer.length() == 0) {
            return EMPTY; // By its own Content-Length (contract U2), whatever type it says nothing is of.
        }
        check(site, query.format(), answer, clock);
        try (ReadingLimit.Turn _ = limit.turn()) {
            return PageReader.read(query.format(), answer.body(), query.numRecords());
        } catch (InterruptedException e) {
            throw FaultFactory.interrupted(site, "a whole page");
        } catch (OversizedPageException e) {
            throw new UcmFault(FaultKind.TOO_LARGE, message(e));
        } catch (UnreadablePageException e) {
            throw new UcmFault(FaultKind.MALFORMED, message(e));
        }
    }

    private String message(UnreadablePageException e) {
        return "site " + site.id() + ": " + masked(e.getMessage());
    }

    /** Checks status and content type. */
    public static void check(Site site, Format format, HttpAnswer answer, Clock clock) throws UcmFault {
        if (answer.status() != 200) {
            throw FaultFactory.status(site, answer, clock);
        }
        UcmFault fault = FaultFactory.contentType(site, format, answer);
        if (fault != null) {
            throw fault;
        }
    }

    /**
     * Masks a message, in which the body's beginning stands: without a cookie that may be in it, and without phone
     * numbers.
     */
    private static String masked(@Nullable String message) {
        return String.valueOf(message)
                .replaceAll("(?i)(cookie\"?\\s*:\\s*\"?)[^\"',]*", "$1…")
                .replaceAll("[0-9]{5,}", "…");
    }
}
