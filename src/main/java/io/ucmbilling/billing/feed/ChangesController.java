package io.ucmbilling.billing.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.call.CallParameters;
import io.ucmbilling.billing.query.FeedParameters;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.calls.view.FeedPosition;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** {@code /api/v1/changes} (billing contract B3). */
@RestController
@Tag(name = "Changes")
class ChangesController {
    private static final FeedPosition BEGINNING = new FeedPosition(0, 0);
    private final FeedPositions positions;
    private final Followers followers;

    ChangesController(FeedPositions positions, Followers followers) {
        this.positions = positions;
        this.followers = followers;
    }

    /** Answers what has changed behind a position. */
    @GetMapping(path = "/api/v1/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "changes",
            summary = "What has changed, in order",
            description =
                    "A follower that keeps only next gets each call's last version as of any instant at which it was"
                        + " told that there is no more. A version never comes after a higher one of the same call, nor"
                        + " twice; what a later version has overtaken may be left out. A page ends before limit behind"
                        + " calls of very many legs. gone (410): the database was restored from a backup and does not"
                        + " know the position; follow from the beginning, as does a client that is given another"
                        + " site.")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = ChangesView.class)))
    DeferredResult<ResponseEntity<byte[]>> changes(
            @RequestAttribute ApiClient client,
            @RequestAttribute ParameterValues parameters,
            HttpServletRequest request) {
        Duration wait = Duration.ofSeconds(parameters.one(FeedParameters.WAIT).orElse(0));
        FeedQuestion question =
                new FeedQuestion(client, after(parameters), sites(client, parameters), parameters.limit());
        return followers.ask(question, wait, ClientPresence.of(request));
    }

    private @Nullable FeedPosition after(ParameterValues parameters) {
        String after = parameters.one(FeedParameters.AFTER).orElse("");
        if (after.isEmpty()) {
            return BEGINNING;
        }
        return after.equals(FeedParameters.NOW) ? null : positions.read(after);
    }

    private static @Nullable Set<String> sites(ApiClient client, ParameterValues parameters) {
        List<String> asked = parameters.all(CallParameters.SITE);
        return asked.isEmpty() ? client.sites() : Set.copyOf(asked);
    }
}
