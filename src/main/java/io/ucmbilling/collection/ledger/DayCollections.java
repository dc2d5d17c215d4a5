package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.ledger.SiteDays.DaySpan;
import io.ucmbilling.store.collection.CollectionRequest;
import io.ucmbilling.store.collection.RequestOutcome;
import io.ucmbilling.store.collection.RequestedCollection;
import io.ucmbilling.store.collection.RequestedCollections;
import io.ucmbilling.store.database.Transactions;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Taker of requests to collect days anew, from whichever face they come: each is compared with the days that its site has. */
@Component
public final class DayCollections {
    private final RequestedCollections collections;
    private final SiteDays days;
    private final Transactions transactions;

    DayCollections(RequestedCollections collections, SiteDays days, Transactions transactions) {
        this.collections = collections;
        this.days = days;
        this.transactions = transactions;
    }

    /** What came of a request. Unless it was accepted, nothing was changed. */
    public sealed interface Answer {}

    /** Its days are the site's. */
    public record Decided(RequestOutcome outcome) implements Answer {}

    /** The site has no day yet. To ask again later helps. */
    public record NotPolledYet() implements Answer {}

    /** The first day asked for lies before the site's first one, or after tomorrow in its zone. */
    public record FromOutside(LocalDate first, LocalDate tomorrow) implements Answer {}

    /** The end asked for, which is exclusive, lies after tomorrow. */
    public record ToOutside(LocalDate tomorrow) implements Answer {}

    /**
     * Takes a request.
     *
     * @param note adds to the audit that it was accepted, in the same transaction
     */
    public Answer request(CollectionRequest request, Consumer<RequestedCollection> note) {
        Optional<DaySpan> span = days.span(request.site());
        if (span.isEmpty()) {
            return new NotPolledYet();
        }
        LocalDate first = span.get().first();
        LocalDate tomorrow = span.get().last().plusDays(1);
        if (request.from().isBefore(first) || request.from().isAfter(tomorrow)) {
            return new FromOutside(first, tomorrow);
        }
        if (request.to().isAfter(tomorrow)) {
            return new ToOutside(tomorrow);
        }
        return new Decided(transactions.writing(connection -> {
            RequestOutcome outcome = collections.request(request);
            if (outcome instanceof RequestOutcome.Accepted(RequestedCollection collection)) {
                note.accept(collection);
            }
            return outcome;
        }));
    }
}
