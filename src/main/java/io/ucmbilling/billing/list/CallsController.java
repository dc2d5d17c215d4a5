package io.ucmbilling.billing.list;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.answer.Listing;
import io.ucmbilling.billing.answer.QueryPermits;
import io.ucmbilling.billing.call.CallParameters;
import io.ucmbilling.billing.call.CallView;
import io.ucmbilling.billing.call.CallViews;
import io.ucmbilling.billing.call.ListParameters;
import io.ucmbilling.billing.list.StreamedCalls.StreamRequest;
import io.ucmbilling.billing.query.Cursors;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.billing.query.RawQuery;
import io.ucmbilling.calls.query.CallLists;
import io.ucmbilling.calls.query.CallLists.PageRequest;
import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.query.CallPage;
import io.ucmbilling.calls.query.ListPosition;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.store.serving.QueryClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/calls}, page by page (billing contract B2). */
@RestController
@Tag(name = "Calls")
class CallsController {
    static final String PATH = "/api/v1/calls";
    private final CallLists lists;
    private final CallViews views;
    private final CallParameters filters;
    private final Cursors cursors;
    private final QueryPermits permits;
    private final StreamedCalls streamed;

    CallsController(
            CallLists lists,
            CallViews views,
            CallParameters filters,
            Cursors cursors,
            QueryPermits permits,
            StreamedCalls streamed) {
        this.lists = lists;
        this.views = views;
        this.filters = filters;
        this.cursors = cursors;
        this.permits = permits;
        this.streamed = streamed;
    }

    /** Answers a page, or in another media type than JSON a stream of all. */
    @GetMapping(path = PATH)
    @Operation(
            operationId = "calls",
            summary = "Calls that match, by startedAt and id",
            description =
                    "All filters that are given must match; of a list any item. Of a walk from page to page, a call"
                        + " that is there before it and does not change appears exactly once. As text/csv (RFC 4180,"
                        + " CRLF, a header) or application/x-ndjson (an item a line) all that match are streamed:"
                        + " limit, cursor and count are wrong there. A stream that breaks off ends with a reset of the"
                        + " connection.")
    @ApiResponse(
            responseCode = "200",
            description = "A page, or in another media type all calls that match.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = CallListing.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(
                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                        schema = @Schema(implementation = CallView.class))
            })
    @Nullable
    ResponseEntity<CallListing> calls(
            @RequestAttribute ApiClient client,
            @RequestAttribute ParameterValues parameters,
            @RequestAttribute MediaType mediaType,
            HttpServletRequest request,
            HttpServletResponse response) {
        CallFilter filter = filters.filter(parameters, client);
        CallOrder order = parameters.one(ListParameters.ORDER).orElse(CallOrder.EARLIEST_FIRST);
        if (!mediaType.equals(MediaType.APPLICATION_JSON)) {
            streamed.write(new StreamRequest(client, filter, order), mediaType, request, response);
            return null;
        }
        return page(client, parameters, filter, request);
    }

    private ResponseEntity<CallListing> page(
            ApiClient client, ParameterValues parameters, CallFilter filter, HttpServletRequest request) {
        CallOrder order = parameters.one(ListParameters.ORDER).orElse(CallOrder.EARLIEST_FIRST);
        ListCursors own = ListCursors.of(cursors, client, PATH, parameters, List.of(order.name()));
        PageRequest wanted = new PageRequest(
                order,
                own.read(parameters),
                parameters.limit(),
                parameters.one(ListParameters.COUNT).orElse(false));
        QueryClient waiting = new QueryClient(streamed.settings().queryTimeout(), ClientPresence.of(request)::isOpen);
        CallPage page = permits.with(client, () -> lists.page(filter, wanted, waiting));
        String next = page.more() ? own.write(position(page.calls().getLast())) : null;
        String query = RawQuery.parse(request.getQueryString()).without(Parameter.CURSOR);
        return Listing.begin(PATH, query, next)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new CallListing(views.of(page.calls(), client), next, page.count()));
    }

    private static ListPosition position(StoredCall call) {
        return new ListPosition(Objects.requireNonNull(call.call()).times().startedAt(), call.id());
    }
}
