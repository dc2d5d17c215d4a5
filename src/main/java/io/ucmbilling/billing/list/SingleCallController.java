package io.ucmbilling.billing.list;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.admission.ApiSettings;
import io.ucmbilling.billing.answer.EntityTags;
import io.ucmbilling.billing.answer.QueryPermits;
import io.ucmbilling.billing.audit.Auditor;
import io.ucmbilling.billing.call.CallView;
import io.ucmbilling.billing.call.CallViews;
import io.ucmbilling.billing.call.LegViews;
import io.ucmbilling.billing.call.ListParameters;
import io.ucmbilling.billing.call.SeenSites;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.leg.CallWithLegs;
import io.ucmbilling.calls.leg.SingleCalls;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/calls/{id}} (billing contract B2). */
@RestController
@Tag(name = "Calls")
record SingleCallController(
        SingleCalls calls,
        CallViews views,
        LegViews legViews,
        SeenSites sites,
        EntityTags tags,
        Auditor auditor,
        QueryPermits permits,
        ApiSettings settings) {
    private static final int RETRY_SECONDS = 2;

    @GetMapping(path = CallsController.PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "call",
            summary = "One call with its legs",
            description =
                    "The legs are those that the version was made of, no more and no fewer. If they have just changed"
                        + " and the next version is not made yet, the answer waits for it up to two seconds, then it"
                        + " is 503.")
    ResponseEntity<CallDetailView> call(
            @PathVariable String id,
            @RequestAttribute ApiClient client,
            @RequestAttribute ParameterValues parameters,
            HttpServletRequest request) {
        boolean raw = parameters.one(ListParameters.RAW).orElse(false);
        CallWithLegs found = find(id, client).orElseThrow(() -> new ProblemException(Problem.notFound()));
        CallView view = views.of(List.of(found.call()), client).getFirst();
        if (raw) {
            auditor.noteFirst(client, request, RawNotes.of(found.legs()));
        }
        return tags.answer(new CallDetailView(view, legViews.of(found.legs(), client, raw)), client, request);
    }

    private Optional<CallWithLegs> find(String id, ApiClient client) {
        try {
            return CallId.parse(id)
                    .flatMap(known ->
                            permits.with(client, () -> calls.find(known, sites.of(client), settings.queryTimeout())));
        } catch (PessimisticLockingFailureException e) {
            throw new ProblemException(Problem.unavailable(
                    "the legs of the call have just changed, its next version is not made yet", RETRY_SECONDS));
        }
    }
}
