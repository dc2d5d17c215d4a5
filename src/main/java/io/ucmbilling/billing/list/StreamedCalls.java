package io.ucmbilling.billing.list;

import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.admission.ApiSettings;
import io.ucmbilling.billing.answer.QueryPermits;
import io.ucmbilling.billing.call.CallView;
import io.ucmbilling.billing.call.CallViews;
import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.query.CallStreams;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.serving.QueryClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * All calls that match, as CSV or NDJSON, in constant memory. If anything goes wrong behind the first bytes, the failure is thrown on,
 * and the server resets the connection: a stream that ends well is whole.
 */
@Component
record StreamedCalls(
        CallStreams streams, CallViews views, JsonMapper json, QueryPermits permits, ApiSettings settings) {
    private static final int BUFFER = 1 << 16;

    /**
     * Writes the answer. Its head alone is the answer to HEAD.
     *
     * @param type CSV or NDJSON
     */
    void write(StreamRequest wanted, MediaType type, HttpServletRequest request, HttpServletResponse response) {
        response.setContentType(contentType(type));
        response.setHeader("Cache-Control", "no-store");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try {
            copy(wanted, new StreamFormat(isCsv(type), json), request, response.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String contentType(MediaType type) {
        return isCsv(type) ? "text/csv;charset=UTF-8" : MediaType.APPLICATION_NDJSON_VALUE;
    }

    static boolean isCsv(MediaType type) {
        return type.getSubtype().equals("csv");
    }

    /**
     * How calls are written.
     *
     * @param json writes the lines of NDJSON
     */
    record StreamFormat(boolean csv, JsonMapper json) {}

    /** Writes all calls, with a permit of the client. If the client of the request leaves, it ends. */
    void copy(StreamRequest wanted, StreamFormat format, HttpServletRequest request, OutputStream out) {
        QueryClient waiting = new QueryClient(Legs.NO_LIMIT, ClientPresence.of(request)::isOpen);
        permits.stream(wanted.client(), () -> {
            if (format.csv()) {
                csv(wanted, waiting, out);
            } else {
                ndjson(wanted, format.json(), waiting, out);
            }
        });
    }

    /** What is streamed, and to whom. */
    record StreamRequest(ApiClient client, CallFilter filter, CallOrder order) {}

    private void csv(StreamRequest wanted, QueryClient waiting, OutputStream out) throws IOException {
        CsvBytes bytes = new CsvBytes(out);
        CallCsv csv = new CallCsv(bytes);
        csv.header();
        if (wanted.client().mask()) {
            streams.calls(wanted.filter(), wanted.order(), waiting, settings.queryTimeout(), calls -> {
                for (CallView call : views.of(calls, wanted.client())) {
                    csv.view(call);
                }
            });
        } else {
            streams.lines(wanted.filter(), wanted.order(), waiting, settings.queryTimeout(), csv::line);
        }
        bytes.flush();
    }

    private void ndjson(StreamRequest wanted, JsonMapper format, QueryClient waiting, OutputStream out)
            throws IOException {
        OutputStream lines = new BufferedOutputStream(out, BUFFER);
        streams.calls(wanted.filter(), wanted.order(), waiting, settings.queryTimeout(), calls -> {
            for (CallView call : views.of(calls, wanted.client())) {
                lines.write(format.writeValueAsBytes(call));
                lines.write('\n');
            }
        });
        lines.flush();
    }
}
