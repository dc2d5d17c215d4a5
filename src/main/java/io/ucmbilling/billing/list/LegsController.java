package io.ucmbilling.billing.list;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.admission.ApiSettings;
import io.ucmbilling.billing.answer.Listing;
import io.ucmbilling.billing.answer.QueryPermits;
import io.ucmbilling.billing.call.CallParameters;
import io.ucmbilling.billing.call.LegView;
import io.ucmbilling.billing.call.ListParameters;
import io.ucmbilling.billing.query.Cursors;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.billing.query.RawQuery;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.leg.KeptLeg;
import io.ucmbilling.calls.leg.LegLists;
import io.ucmbilling.calls.leg.LegLists.LegRequest;
import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.query.ListPosition;
import io.ucmbilling.store.serving.QueryClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/legs} (billing contract B2). */
@RestController
@Tag(name = "Calls")
record LegsController(
        LegLists lists,
        ShownLegs shown,
        CallParameters filters,
        Cursors cursors,
        QueryPermits permits,
        ApiSettings settings) {
    static final String PATH = "/api/v1/legs";
    /** Answers a page, or as NDJSON a stream of all. */
    @GetMapping(path = PATH)
    @Operation(
            operationId = "legs",
            summary = "Legs that match, by startedAt and id",
            description =
                    "The filters are those of calls, by the leg's own values: dialled looks at the callee, seconds are"
                        + " those that the UCM gave, status=VOICEMAIL is wrong. A leg may be shown before its call's"
                        + " next version. Legs are looked through in the order of time, so that from and to belong to"
                        + " what few of them match: what takes too long is unavailable (503). As application/x-ndjson"
                        + " all that match are streamed: limit and cursor are wrong there.")
    @ApiResponse(
            responseCode = "200",
            description = "A page, or in another media type all legs that match.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = LegListing.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                        schema = @Schema(implementation = LegView.class))
            })
    @Nullable
    ResponseEntity<LegListing> legs(
            @RequestAttribute ApiClient client,
            @RequestAttribute ParameterValues parameters,
            @RequestAttribute MediaType mediaType,
            HttpServletRequest request,
            HttpServletResponse response) {
        CallOrder order = parameters.one(ListParameters.ORDER).orElse(CallOrder.EARLIEST_FIRST);
        Optional<UUID> call = parameters.one(ListParameters.CALL).flatMap(CallId::parse);
        boolean none = call.isEmpty() && parameters.one(ListParameters.CALL).isPresent();
        ListCursors own = ListCursors.of(
                cursors,
                client,
                PATH,
                parameters,
                List.of(order.name(), parameters.one(ListParameters.CALL).orElse("")));
        LegRequest wanted = new LegRequest(
                filters.filter(parameters, client),
                none ? new UUID(0, 0) : call.orElse(null),
                order,
                own.read(parameters),
                settings.queryTimeout());
        boolean raw = parameters.one(ListParameters.RAW).orElse(false);
        if (!mediaType.equals(MediaType.APPLICATION_JSON)) {
            shown.stream(wanted, raw, client, request, response);
            return null;
        }
        List<ListPosition> positions = new ArrayList<>();
        int limit = parameters.limit();
        List<KeptLeg> legs = page(wanted, limit, positions, client, request);
        String next = legs.size() > limit ? own.write(positions.get(limit - 1)) : null;
        List<LegView> items = shown.views(legs.subList(0, Math.min(limit, legs.size())), raw, client, request);
        return Listing.begin(PATH, RawQuery.parse(request.getQueryString()).without(Parameter.CURSOR), next)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new LegListing(items, next));
    }

    /** Returns the page's legs and one more. */
    private List<KeptLeg> page(
            LegRequest wanted, int limit, List<ListPosition> positions, ApiClient client, HttpServletRequest request) {
        QueryClient waiting = new QueryClient(settings.queryTimeout(), ClientPresence.of(request)::isOpen);
        List<KeptLeg> legs = new ArrayList<>();
        return permits.with(client, () -> {
            lists.read(wanted, waiting, (leg, position) -> {
                legs.add(leg);
                positions.add(position);
                return legs.size() <= limit;
            });
            return legs;
        });
    }
}
