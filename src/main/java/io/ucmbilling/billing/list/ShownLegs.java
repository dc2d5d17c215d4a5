package io.ucmbilling.billing.list;

import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.answer.QueryPermits;
import io.ucmbilling.billing.audit.Auditor;
import io.ucmbilling.billing.call.LegView;
import io.ucmbilling.billing.call.LegViews;
import io.ucmbilling.calls.leg.KeptLeg;
import io.ucmbilling.calls.leg.LegLists;
import io.ucmbilling.calls.leg.LegLists.LegRequest;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.serving.QueryClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Legs as they are shown. A raw record is noted in the audit before it is. */
@Component
record ShownLegs(LegLists lists, LegViews views, Auditor auditor, JsonMapper json, QueryPermits permits) {
    private static final int BUFFER = 1 << 16;

    /** Legs that are shown at a time. */
    private static final int BATCH = 500;

    List<LegView> views(List<KeptLeg> legs, boolean raw, ApiClient client, HttpServletRequest request) {
        if (raw && !legs.isEmpty()) {
            auditor.noteFirst(client, request, RawNotes.of(legs));
        }
        return views.of(legs, client, raw);
    }

    /** Streams all legs that match as NDJSON. */
    void stream(
            LegRequest wanted,
            boolean raw,
            ApiClient client,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        QueryClient waiting = new QueryClient(Legs.NO_LIMIT, ClientPresence.of(request)::isOpen);
        permits.stream(client, () -> {
            OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
            List<KeptLeg> batch = new ArrayList<>();
            lists.read(wanted, waiting, (leg, position) -> {
                batch.add(leg);
                if (batch.size() == BATCH) {
                    write(views(batch, raw, client, request), out);
                    batch.clear();
                }
                return true;
            });
            write(views(batch, raw, client, request), out);
            out.flush();
        });
    }

    private void write(List<LegView> legs, OutputStream out) throws IOException {
        for (LegView leg : legs) {
            out.write(json.writeValueAsBytes(leg));
            out.write('\n');
        }
    }
}
