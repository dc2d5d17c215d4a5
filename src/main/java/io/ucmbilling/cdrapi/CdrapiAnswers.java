package io.ucmbilling.cdrapi;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.ConcurrencyLimit;
import io.ucmbilling.cdrapi.export.ErrorAnswers;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.cdrapi.export.FormBody;
import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.format.PageWriters;
import io.ucmbilling.contract.page.PageWriter;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.CdrQuery.Parsed;
import io.ucmbilling.store.serving.ClosedSinkException;
import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.ucm.site.Site;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionException;

/**
 * Answers to requests to cdrapi, after access was granted (contract S2 to S5). Pages are streamed from the database to
 * the peer. As many are read at one time as leave connections for the collection, whatever slow peers do, and an
 * export's expensive requests keep no other export waiting (see {@link ConcurrencyLimit}).
 */
final class CdrapiAnswers {
    private static final Logger log = LoggerFactory.getLogger(CdrapiAnswers.class);
    private static final int PAGES_AT_ONE_TIME = 8;

    private final Legs legs;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ConcurrencyLimit limit = new ConcurrencyLimit(PAGES_AT_ONE_TIME);

    CdrapiAnswers(Legs legs, Clock clock, MeterRegistry meters) {
        this.legs = legs;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * The outcome of a request, and the format of the answer if there is one: {@code csv}, {@code xml}, {@code json} or
     * {@code none}.
     */
    record ServedAnswer(RequestOutcome outcome, String format) {}

    ServedAnswer answer(Export export, HttpServletRequest request, HttpServletResponse response) throws IOException {
        FormBody body = FormBody.read(request);
        if (body.refusal() != 0) {
            response.setStatus(body.refusal());
            return new ServedAnswer(RequestOutcome.WRONG_BODY, "none");
        }
        return switch (CdrQuery.parse(request.getQueryString(), body.form())) {
            case Parsed.Wrong wrong -> {
                refuse(export, wrong, response);
                yield new ServedAnswer(RequestOutcome.REFUSED, tag(wrong.format()));
            }
            case Parsed.Valid valid ->
                new ServedAnswer(
                        page(export, valid.query(), request, response),
                        tag(valid.query().format()));
        };
    }

    /**
     * Answers with the empty container. The reason goes to the log and a counter, as on the UCM (guide: <i>Asterisk
     * log</i>).
     */
    private void refuse(Export export, Parsed.Wrong wrong, HttpServletResponse response) throws IOException {
        log.info("export {}: request refused: {}", export.name(), wrong.reason().replaceAll("\\p{Cntrl}", "?"));
        meters.counter("gateway.cdrapi.refused", "export", export.name()).increment();
        response.setContentType(wrong.format().contentType());
        PageWriters.open(wrong.format(), export.shape(), response.getOutputStream())
                .close();
    }

    private RequestOutcome page(Export export, CdrQuery query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!limit.begin(export.name())) {
            log.warn("export {}: as many pages as it may are being read and none ended in time", export.name());
            return ErrorAnswers.unavailable(response, null);
        }
        try {
            answer(export, query, request, response);
            return RequestOutcome.ANSWERED;
        } catch (ClosedSinkException e) {
            log.info("export {}: the client left while its page was being read", export.name());
            return RequestOutcome.BROKEN_OFF;
        } catch (QueryTimeoutException e) {
            log.warn("export {}: query-timeout: {}", export.name(), e.getMessage());
            return ErrorAnswers.timedOut(response);
        } catch (DataAccessException | TransactionException e) {
            log.warn("export {}: the database did not answer: {}", export.name(), e.getMessage());
            return ErrorAnswers.unavailable(response, null);
        } catch (RuntimeException e) {
            log.error("export {}: the page could not be written", export.name(), e);
            return ErrorAnswers.failed(response);
        } finally {
            limit.end(export.name());
        }
    }

    /**
     * Writes the answer. A peer that knows only the connection's end as its end (HTTP/1.0) gets a length in front, so
     * that an answer that breaks off does not look whole.
     */
    private void answer(Export export, CdrQuery query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ClientPresence client = ClientPresence.of(request);
        response.setContentType(query.format().contentType());
        if (request.getProtocol().equals("HTTP/1.0")) {
            var whole = new ByteArrayOutputStream();
            write(export, query, client, whole);
            response.setContentLength(whole.size());
            whole.writeTo(response.getOutputStream());
        } else {
            write(export, query, client, response.getOutputStream());
        }
    }

    /**
     * Writes the page. The writer is closed only behind the last item: closing writes the container's end, which tells
     * that all came.
     */
    private void write(Export export, CdrQuery query, ClientPresence client, OutputStream out) throws IOException {
        boolean calls = query.format() == Format.JSON && export.shape().nested();
        PageWriter writer = PageWriters.open(query.format(), export.shape(), out);
        legs.page(
                legQuery(export, query, calls),
                query.offset(),
                query.numRecords(),
                new PageSink(export, writer, client));
        writer.close();
    }

    private LegQuery legQuery(Export export, CdrQuery query, boolean calls) {
        List<SiteBounds> sites = export.sitesInOrder().stream()
                .map(site -> bounds(export, site, query))
                .toList();
        return new LegQuery(
                sites, query.caller(), query.callee(), query.answeredBy(), query.minDur(), query.maxDur(), calls);
    }

    private SiteBounds bounds(Export export, Site site, CdrQuery query) {
        var zone = export.zone(site);
        var start = query.startTime();
        var end = query.endTime();
        return new SiteBounds(
                site.id(),
                start == null ? null : start.earliest(zone, clock),
                end == null ? null : end.latest(zone, clock));
    }

    private static String tag(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
