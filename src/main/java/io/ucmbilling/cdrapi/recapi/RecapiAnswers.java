package io.ucmbilling.cdrapi.recapi;

import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.ConcurrencyLimit;
import io.ucmbilling.cdrapi.export.ErrorAnswers;
import io.ucmbilling.cdrapi.export.Exchange;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.cdrapi.export.FormBody;
import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.cdrapi.recapi.RecordingSearch.FoundRecording;
import io.ucmbilling.contract.query.RecQuery;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.http.RecordingAnswer;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.site.UcmFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers to requests to recapi, after access was granted (contract S6; guide, <i>REC API</i>). 404 means that what was
 * asked for does not exist or may not be asked for. If a UCM cannot be reached and nothing is known, the answer is
 * 503. No answer needs the database, and only so many are under way at one time, however slowly peers read, shared
 * among the exports (see {@link ConcurrencyLimit}).
 */
public final class RecapiAnswers {
    private static final Logger log = LoggerFactory.getLogger(RecapiAnswers.class);
    private static final int LISTINGS_AT_ONE_TIME = 32;
    private static final int FILES_AT_ONE_TIME = 512;

    private final RecapiListings listings;
    private final Recordings recordings;
    private final Clock clock;
    private final ConcurrencyLimit listingLimit = new ConcurrencyLimit(LISTINGS_AT_ONE_TIME);
    private final ConcurrencyLimit fileLimit = new ConcurrencyLimit(FILES_AT_ONE_TIME);

    public RecapiAnswers(Recordings recordings, Clock clock) {
        this.listings = new RecapiListings(recordings);
        this.recordings = recordings;
        this.clock = clock;
    }

    /** The rest of an answer, once there is a turn for it. */
    private interface PendingAnswer {
        RequestOutcome give() throws IOException, UcmFault;
    }

    /** Answers a request of the guide's: its variables are in the query and in the form body. */
    public RequestOutcome answer(Export export, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        FormBody body = FormBody.read(request);
        if (body.refusal() != 0) {
            response.setStatus(body.refusal());
            return RequestOutcome.WRONG_BODY;
        }
        return answer(new Exchange(export, request, response), RecQuery.parse(request.getQueryString(), body.form()));
    }

    /** Answers what was asked for. */
    public RequestOutcome answer(Exchange exchange, RecQuery query) throws IOException {
        Instant begun = clock.instant();
        Export export = exchange.export();
        HttpServletResponse response = exchange.response();
        return switch (query) {
            case RecQuery.Wrong wrong -> refuse(export, wrong, response);
            case RecQuery.Directories _ ->
                inTurn(listingLimit, export, response, () -> listings.directories(export, response));
            case RecQuery.Contents asked ->
                inTurn(listingLimit, export, response, () -> listings.contents(export, asked, response));
            case RecQuery.Files asked ->
                inTurn(
                        fileLimit,
                        export,
                        response,
                        () -> files(search(exchange, asked), begun, exchange.request(), response));
        };
    }

    private static RequestOutcome inTurn(
            ConcurrencyLimit limit, Export export, HttpServletResponse response, PendingAnswer answer)
            throws IOException {
        if (!limit.begin(export.name())) {
            log.warn(
                    "export {}: as many answers of recapi as allowed are under way and none ended in time",
                    export.name());
            return ErrorAnswers.unavailable(response, null);
        }
        try {
            return answer.give();
        } catch (UcmFault e) {
            log.warn("export {}: recapi: {}: {}", export.name(), e.kind(), e.getMessage());
            return ErrorAnswers.unavailable(response, e.retryAfter());
        } catch (RuntimeException e) {
            log.error("export {}: recapi could not be answered", export.name(), e);
            return ErrorAnswers.failed(response);
        } finally {
            limit.end(export.name());
        }
    }

    /**
     * Answers cases 3 and 4 of the REC API: one recording found as itself, two or more as a tar, none with 404.
     *
     * @param begun when the request came: the name of a tar
     */
    private static RequestOutcome files(
            RecordingSearch search, Instant begun, HttpServletRequest request, HttpServletResponse response)
            throws IOException, UcmFault {
        try (FoundRecording first = search.next()) {
            if (first == null) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                return RequestOutcome.NOT_FOUND;
            }
            try (FoundRecording second = search.next()) {
                return second == null
                        ? file(first, request, response)
                        : ServedTar.answer(first, second, search, begun, request, response);
            }
        }
    }

    private static RequestOutcome file(FoundRecording found, HttpServletRequest request, HttpServletResponse response)
            throws IOException, UcmFault {
        RecordingAnswer answer =
                new RecordingAnswer(found.recording(), found.name().baseName(), request);
        answer.begin(response);
        answer.send(response);
        return answer.status() < HttpServletResponse.SC_BAD_REQUEST ? RequestOutcome.ANSWERED : RequestOutcome.REFUSED;
    }

    /**
     * Returns the search for the names that may be asked for. A space in a name is read as the {@code +} that it was before the
     * query was decoded: clients put names into the URL as the records have them.
     */
    private RecordingSearch search(Exchange exchange, RecQuery.Files asked) {
        SiteDirectory place = SiteDirectory.of(exchange.export(), asked.filedir());
        List<RecordingName> names = asked.filenames().stream()
                .map(name -> RecordingName.of(place.directory(), name.replace(' ', '+')))
                .flatMap(Optional::stream)
                .toList();
        return new RecordingSearch(recordings, ClientPresence.of(exchange.request()), place.sites(), names);
    }

    private static RequestOutcome refuse(Export export, RecQuery.Wrong wrong, HttpServletResponse response) {
        log.info("export {}: recapi refused: {}", export.name(), wrong.reason().replaceAll("\\p{Cntrl}", "?"));
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        return RequestOutcome.REFUSED;
    }
}
