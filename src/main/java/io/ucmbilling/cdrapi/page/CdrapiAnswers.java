package io.ucmbilling.cdrapi.page;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.cdrapi.export.Exchange;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.cdrapi.export.FormBody;
import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.cdrapi.export.ServedAnswer;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.format.PageWriters;
import io.ucmbilling.contract.page.PageWriter;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.CdrQuery.Parsed;
import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.ucm.site.Site;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers to requests to cdrapi, after access was granted (contract S2 to S5). Pages are streamed from the database to the peer. */
public final class CdrapiAnswers {
    private static final Logger log = LoggerFactory.getLogger(CdrapiAnswers.class);

    private final Legs legs;
    private final Clock clock;
    private final MeterRegistry meters;
    private final QueryTurns turns = new QueryTurns();

    public CdrapiAnswers(Legs legs, Clock clock, MeterRegistry meters) {
        this.legs = legs;
        this.clock = clock;
        this.meters = meters;
    }

    /** What is to be made of the recordings' names. */
    public interface RecordFilesAnswer {
        /** @param recordFiles as the UCM gave them; empty: there is no such record, or it names none */
        RequestOutcome give(String recordFiles) throws IOException;
    }

    /** Answers a request of the guide's: its variables are in the query and in the form body. */
    public ServedAnswer answer(Export export, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        FormBody body = FormBody.read(request);
        if (body.refusal() != 0) {
            response.setStatus(body.refusal());
            return ServedAnswer.of(RequestOutcome.WRONG_BODY);
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

    /** Answers with the empty container. */
    private void refuse(Export export, Parsed.Wrong wrong, HttpServletResponse response) throws IOException {
        noteRefusal(export, wrong.reason());
        response.setContentType(wrong.format().contentType());
        PageWriters.open(wrong.format(), export.shape(), response.getOutputStream())
                .close();
    }

    /** Tells the log and a counter why a request was refused, as the UCM does (guide: <i>Asterisk log</i>). */
    public void noteRefusal(Export export, String reason) {
        log.info("export {}: request refused: {}", export.name(), reason.replaceAll("\\p{Cntrl}", "?"));
        meters.counter("gateway.cdrapi.refused", "export", export.name()).increment();
    }

    /** Answers with a page of what matches. */
    public RequestOutcome page(Export export, CdrQuery query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return turns.take(export, response, () -> {
            answer(export, query, request, response);
            return RequestOutcome.ANSWERED;
        });
    }

    /**
     * Answers with the recordings that a record names: the latest one that is served under that AcctId, as AcctId restarts
     * (contract U4).
     */
    public RequestOutcome recordFiles(Exchange exchange, long acctId, RecordFilesAnswer answer) throws IOException {
        Export export = exchange.export();
        ClientPresence client = ClientPresence.of(exchange.request());
        return turns.take(
                export,
                exchange.response(),
                () -> answer.give(legs.recordFiles(
                                export.sites().keySet(), acctId, new QueryClient(export.queryTimeout(), client::isOpen))
                        .orElse("")));
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

    /** Returns the question. {@code now} is one moment for all sites, so that those of one zone have the same bounds. */
    private LegQuery legQuery(Export export, CdrQuery query, boolean calls) {
        Clock now = Clock.fixed(clock.instant(), ZoneOffset.UTC);
        List<SiteBounds> sites = export.sitesInOrder().stream()
                .map(site -> bounds(export, site, query, now))
                .toList();
        return new LegQuery(
                sites, query.caller(), query.callee(), query.answeredBy(), query.minDur(), query.maxDur(), calls);
    }

    private static SiteBounds bounds(Export export, Site site, CdrQuery query, Clock now) {
        var zone = export.zone(site);
        var start = query.startTime();
        var end = query.endTime();
        return new SiteBounds(
                site.id(),
                start == null ? null : start.earliest(zone, now),
                end == null ? null : end.latest(zone, now));
    }

    private static String tag(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
