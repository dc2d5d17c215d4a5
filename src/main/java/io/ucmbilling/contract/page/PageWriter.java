package io.ucmbilling.contract.page;

import io.ucmbilling.contract.CdrRecord;
import java.io.IOException;
import java.util.List;

/**
 * Writer of one answer of cdrapi, item by item, byte for byte as contract S5 has it. Closing ends the container. It
 * flushes but does not close the stream. Values are written as they are: whoever calls has already put in what a
 * lacking field falls back to (contract S4).
 *
 * <p>Close a writer only when every item has been written. Where one could not be, leave it open: then the answer has no
 * end, and nobody takes half of it for the whole. So no try-with-resources around the items.
 *
 * <p>What a format cannot hold: in CSV, CR and LF become a space; in XML, characters that XML 1.0 lacks become U+FFFD; half
 * of a surrogate pair becomes U+FFFD everywhere.
 */
public interface PageWriter extends AutoCloseable {

    /**
     * Writes one item: in nested JSON the legs of a call in ascending AcctId, else exactly one leg each time, or several,
     * which are then listed flat.
     */
    void item(List<CdrRecord> legs) throws IOException;

    @Override
    void close() throws IOException;
}
