package io.ucmbilling.collection;

import io.ucmbilling.store.collection.CollectionRequest;
import io.ucmbilling.store.collection.RequestOutcome;
import io.ucmbilling.store.collection.RequestedCollection;
import io.ucmbilling.store.collection.RequestedCollections;
import io.ucmbilling.store.site.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Nobody has asked for anything, and nobody can. */
final class NoRequests implements RequestedCollections {

    @Override
    public RequestOutcome request(CollectionRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RequestedCollection> find(UUID id) {
        return Optional.empty();
    }

    @Override
    public List<RequestedCollection> queue(String site) {
        return List.of();
    }

    @Override
    public List<ListedCollection> newest(String site, int most) {
        return List.of();
    }

    @Override
    public void change(Hold hold, Instant at, UnaryOperator<RequestedCollection> change) {
        throw new UnsupportedOperationException();
    }
}
