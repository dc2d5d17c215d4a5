package io.ucmbilling.cdrapi;

import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.serving.QueryClient;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Items given beforehand, whatever is asked; remembers what was asked. */
final class FakeLegs implements Legs {
    private final List<List<StoredLeg>> items;
    private @Nullable RuntimeException failure;
    private int failAfter;
    private @Nullable LegQuery asked;

    FakeLegs(List<List<StoredLeg>> items) {
        this.items = items;
    }

    /** From now on fails so, behind that many items. */
    void fail(RuntimeException failure, int after) {
        this.failure = failure;
        this.failAfter = after;
    }

    LegQuery asked() {
        LegQuery last = asked;
        if (last == null) {
            throw new IllegalStateException("nothing was asked");
        }
        return last;
    }

    @Override
    public void page(LegQuery query, long offset, int limit, ItemSink sink) throws IOException {
        asked = query;
        int given = 0;
        for (List<StoredLeg> item : items.stream().skip(offset).limit(limit).toList()) {
            if (failure != null && given++ == failAfter) {
                throw failure;
            }
            sink.item(item);
        }
        if (failure != null && given <= failAfter) {
            throw failure;
        }
    }

    /** Those of the first leg with that AcctId. */
    @Override
    public Optional<String> recordFiles(Collection<String> sites, long acctId, QueryClient client) {
        if (failure != null) {
            throw failure;
        }
        return items.stream()
                .flatMap(List::stream)
                .map(StoredLeg::raw)
                .filter(raw -> raw.text(Field.ACCT_ID).equals(Long.toString(acctId)))
                .map(raw -> raw.text(Field.RECORDFILES))
                .findFirst();
    }
}
