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
import java.util.Set;
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

    /**
     * Checks status and content type. Real UCMs are sloppy, so that many types will do. But HTML is a portal's page or
     * a proxy's.
     */
    public static void check(Site site, Format format, HttpAnswer answer, Clock clock) throws UcmFault {
        if (answer.status() != 200) {
            throw FaultFactory.status(site, answer, clock);
        }
        Set<String> accepted = switch (format) {
            case JSON -> Set.of("application/json", "text/json", "text/plain", "application/octet-stream");
            case CSV -> Set.of("text/csv", "application/csv", "text/plain", "application/octet-stream");
            case XML -> Set.of("application/xml", "text/xml", "text/plain");
        };
        String type = answer.mediaType();
        if (type != null && !accepted.contains(type)) {
            throw FaultFactory.of(site, FaultKind.WRONG_CONTENT_TYPE, "the content type " + type, format.mediaType());
        }
    }

    /** Masks cookies and phone numbers in a message, which repeats the body's beginning. */
    private static String masked(@Nullable String message) {
        return String.valueOf(message)
                .replaceAll("(?i)(cookie\"?\\s*:\\s*\"?)[^\"',]*", "$1…")
                .replaceAll("[0-9]{5,}", "…");
    }
}
