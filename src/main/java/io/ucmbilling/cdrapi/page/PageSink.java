package io.ucmbilling.cdrapi.page;

import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.contract.page.PageWriter;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.store.serving.Legs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Sink that writes the items of a page as an export shows them, as long as its client waits for them. */
record PageSink(Export export, PageWriter writer, ClientPresence client) implements Legs.ItemSink {
    @Override
    public void item(List<StoredLeg> legs) throws IOException {
        writer.item(legs.stream().map(leg -> ServedRecord.of(leg, export)).toList());
    }

    @Override
    public Duration timeLimit() {
        return export.queryTimeout();
    }

    @Override
    public boolean isOpen() {
        return client.isOpen();
    }
}
