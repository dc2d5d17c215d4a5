package io.ucmbilling.report.fleet;

import io.ucmbilling.collection.ledger.DayCollections;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.collection.CollectionRequest;
import io.ucmbilling.store.collection.RequestOutcome;
import io.ucmbilling.store.collection.RequestedCollection;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Requests of people to collect days anew, each of which is noted in the audit, whatever comes of it. */
@Component
record CollectAgain(DayCollections collections, AuditTrail trail, Clock clock) {

    /**
     * Who asks.
     *
     * @param address where the request came from
     * @param target the path that was asked
     */
    record Asker(ReportUser user, String site, String address, String target) {}

    /** Takes the form, or gives it back with what is wrong. */
    CollectForm take(CollectForm typed, Asker asker) {
        CollectForm checked = typed.checked();
        CollectForm answer = checked.isRight() ? request(checked, asker) : checked;
        if (!answer.isRight()) {
            note(asker, AuditOutcome.REFUSED, null);
        }
        return answer;
    }

    private CollectForm request(CollectForm form, Asker asker) {
        LocalDate first = form.first().orElseThrow();
        CollectionRequest request = new CollectionRequest(
                asker.site(),
                first,
                form.last().orElseThrow().plusDays(1),
                asker.user().actor(),
                form.key(),
                clock.instant());
        DayCollections.Answer answer =
                collections.request(request, taken -> note(asker, AuditOutcome.DONE, detail(taken)));
        return switch (answer) {
            case DayCollections.Decided(RequestOutcome outcome) -> decided(form, outcome);
            case DayCollections.NotPolledYet() -> form.with(null, new Phrase("fleet.collect.not-polled"));
            case DayCollections.FromOutside(LocalDate earliest, LocalDate tomorrow) ->
                form.with(
                        new Phrase("fleet.collect.outside", form.from(), "" + earliest, "" + tomorrow.minusDays(1)),
                        null);
            case DayCollections.ToOutside(LocalDate tomorrow) ->
                form.with(null, new Phrase("fleet.collect.future", form.to(), "" + tomorrow.minusDays(1)));
        };
    }

    private static CollectForm decided(CollectForm form, RequestOutcome outcome) {
        return switch (outcome) {
            case RequestOutcome.Accepted(RequestedCollection collection) -> form;
            case RequestOutcome.KeyOfAnother() -> form.with(null, new Phrase("fleet.collect.again"));
            case RequestOutcome.QueueFull(int most, boolean ofSite) ->
                form.with(null, new Phrase(ofSite ? "fleet.collect.full.site" : "fleet.collect.full", most));
        };
    }

    private void note(Asker asker, AuditOutcome outcome, @Nullable String detail) {
        trail.add(new AuditEntry(
                clock.instant(),
                asker.user().actor(),
                asker.address(),
                AuditAction.COLLECTION,
                asker.site(),
                asker.target(),
                outcome,
                detail));
    }

    private static String detail(RequestedCollection taken) {
        return taken.id().toString().replace("-", "") + ": " + taken.from() + " to " + taken.to();
    }
}
