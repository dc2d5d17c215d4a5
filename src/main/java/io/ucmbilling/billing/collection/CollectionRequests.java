package io.ucmbilling.billing.collection;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.audit.Auditor;
import io.ucmbilling.billing.audit.Auditor.AuditNote;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.problem.ProblemKind;
import io.ucmbilling.collection.ledger.DayCollections;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.collection.CollectionRequest;
import io.ucmbilling.store.collection.RequestOutcome;
import io.ucmbilling.store.collection.RequestedCollection;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Requests for collections, each of which is noted in the audit, whatever comes of it (billing contract A7). */
@Component
record CollectionRequests(DayCollections collections, Auditor auditor, Clock clock) {
    private static final int RETRY_SECONDS = 60;
    private static final int FIRST_POLL_SECONDS = 5;

    /** A request over HTTP for a site that the client may see. */
    record AskedCollection(
            ApiClient client,
            String site,
            CollectionBody body,
            @Nullable String key) {}

    /** Puts the request into the queue, together with its note. */
    RequestedCollection take(AskedCollection asked, HttpServletRequest request) {
        CollectionBody body = asked.body();
        CollectionRequest wanted = new CollectionRequest(
                asked.site(), body.from(), body.to(), asked.client().name(), asked.key(), clock.instant());
        DayCollections.Answer answer = collections.request(
                wanted,
                collection -> note(asked.client(), request, asked.site(), AuditOutcome.DONE, detail(collection)));
        return switch (answer) {
            case DayCollections.Decided(RequestOutcome outcome) -> accepted(outcome);
            case DayCollections.NotPolledYet() ->
                throw new ProblemException(Problem.unavailable("the site was not polled yet", FIRST_POLL_SECONDS));
            case DayCollections.FromOutside(LocalDate first, LocalDate tomorrow) ->
                throw new ProblemException(Problem.wrongValue(
                        "from",
                        body.from().toString(),
                        "a date from %s, the first day that is collected of the site, to %s"
                                .formatted(first, tomorrow)));
            case DayCollections.ToOutside(LocalDate tomorrow) ->
                throw new ProblemException(Problem.wrongValue(
                        "to",
                        body.to().toString(),
                        "a date up to %s, tomorrow in the site's zone".formatted(tomorrow)));
        };
    }

    private static RequestedCollection accepted(RequestOutcome outcome) {
        return switch (outcome) {
            case RequestOutcome.Accepted(RequestedCollection collection) -> collection;
            case RequestOutcome.KeyOfAnother() ->
                throw new ProblemException(Problem.of(
                        ProblemKind.CONFLICT,
                        IdempotencyKey.HEADER + ": found one that came with another site or body, expected a new one"));
            case RequestOutcome.QueueFull(int most, boolean ofSite) ->
                throw new ProblemException(Problem.tooManyRequests(
                        most + " collections are waiting, as many as may be" + (ofSite ? " for one site" : ""),
                        RETRY_SECONDS));
        };
    }

    /** Notes that a request was refused. */
    void refused(ApiClient client, HttpServletRequest request, @Nullable String site, Problem problem) {
        note(client, request, site, AuditOutcome.REFUSED, problem.detail());
    }

    private void note(
            ApiClient client, HttpServletRequest request, @Nullable String site, AuditOutcome outcome, String detail) {
        auditor.note(
                client, request, new AuditNote(AuditAction.COLLECTION, site, request.getRequestURI(), outcome, detail));
    }

    private static String detail(RequestedCollection collection) {
        return CollectionView.text(collection.id()) + ": " + collection.from() + " to " + collection.to();
    }
}
