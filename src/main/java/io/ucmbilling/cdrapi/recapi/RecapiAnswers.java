package io.ucmbilling.cdrapi.recapi;

import io.ucmbilling.cdrapi.export.ConcurrencyLimit;
import io.ucmbilling.cdrapi.export.ErrorAnswers;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.cdrapi.export.FormBody;
import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.contract.query.RecQuery;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.ucm.site.UcmFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers to requests to recapi, after access was granted (contract S6; guide, <i>REC API</i>). 404 means that what was
 * asked for does not exist or may not be asked for. Where a UCM cannot be reached and nothing is known, the answer is
 * 503. No answer needs the database, and only so many are under way at one time, however slowly peers read, shared
 * among the exports (see {@link ConcurrencyLimit}).
 */
public final class RecapiAnswers {
    private static final Logger log = LoggerFactory.getLogger(RecapiAnswers.class);
    private static final int LISTINGS_AT_ONE_TIME = 32;
    private static final int FILES_AT_ONE_TIME = 512;

    private final RecapiListings listings;
    private final RecapiFiles files;
    private final Clock clock;
    private final ConcurrencyLimit listingLimit = new ConcurrencyLimit(LISTINGS_AT_ONE_TIME);
    private final ConcurrencyLimit fileLimit = new ConcurrencyLimit(FILES_AT_ONE_TIME);

    public RecapiAnswers(Recordings recordings, Clock clock) {
        this.listings = new RecapiListings(recordings);
        this.files = new RecapiFiles(recordings);
        this.clock = clock;
    }

    /** The rest of an answer, once there is a turn for it. */
    private interface Answer {
        RequestOutcome give() throws IOException, UcmFault;
    }

    public RequestOutcome answer(Export export, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Instant begun = clock.instant();
        FormBody body = FormBody.read(request);
        if (body.refusal() != 0) {
            response.setStatus(body.refusal());
            return RequestOutcome.WRONG_BODY;
        }
        return switch (RecQuery.parse(request.getQueryString(), body.form())) {
            case RecQuery.Wrong wrong -> refuse(export, wrong, response);
            case RecQuery.Directories _ ->
                inTurn(listingLimit, export, response, () -> listings.directories(export, response));
            case RecQuery.Contents asked ->
                inTurn(listingLimit, export, response, () -> listings.contents(export, asked, response));
            case RecQuery.Files asked ->
                inTurn(fileLimit, export, response, () -> files.answer(export, asked, begun, request, response));
        };
    }

    private static RequestOutcome inTurn(
            ConcurrencyLimit limit, Export export, HttpServletResponse response, Answer answer) throws IOException {
        if (!limit.begin(export.name())) {
            log.warn(
                    "export {}: as many answers of recapi as allowed are under way and none ended in time",
                    export.name());
            return ErrorAnswers.tell(response, null);
        }
        try {
            return answer.give();
        } catch (UcmFault e) {
            log.warn("export {}: recapi: {}: {}", export.name(), e.kind(), e.getMessage());
            return response.isCommitted() ? RequestOutcome.BROKEN_OFF : ErrorAnswers.tell(response, e.retryAfter());
        } catch (RuntimeException e) {
            log.error("export {}: recapi could not be answered", export.name(), e);
            return response.isCommitted() ? RequestOutcome.BROKEN_OFF : ErrorAnswers.failed(response);
        } finally {
            limit.end(export.name());
        }
    }

    private static RequestOutcome refuse(Export export, RecQuery.Wrong wrong, HttpServletResponse response) {
        log.info("export {}: recapi refused: {}", export.name(), wrong.reason().replaceAll("\\p{Cntrl}", "?"));
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        return RequestOutcome.REFUSED;
    }
}
