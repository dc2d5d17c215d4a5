package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.contract.json.JsonPage;
import io.ucmbilling.contract.page.OversizedPageException;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;

/**
 * Reader of answers of cdrapi of every generation (contract U2, U3, U10). One record that cannot be read does not spoil
 * its page: it comes as {@link UnreadableEntry}, the rest as records.
 */
public final class PageReader {
    private static final int MOST_RECORDS = 1000;

    private PageReader() {}

    /**
     * Reads a whole answer to a question for 1,000 records, the most that a UCM gives.
     *
     * @see #read(Format, byte[], int)
     */
    public static Page read(Format format, byte[] body) throws UnreadablePageException, RefusedPageException {
        return read(format, body, MOST_RECORDS);
    }

    /**
     * Reads a whole answer, in time that grows with its length and in memory bounded beside it, whatever it holds: see
     * {@link PageBounds}. Soon after the thread is interrupted it ends with a {@link
     * java.util.concurrent.CancellationException}.
     *
     * @param format what was asked for
     * @param body the answer's bytes, UTF-8; not to be changed while the page lives
     * @param asked how many records were asked for
     * @throws UnreadablePageException if there is no whole page: cut off, another format, no container, not text
     *     ({@link OversizedPageException}: it is larger than any page)
     * @throws RefusedPageException where the newer HTTPS API answers with a status other than 0
     */
    public static Page read(Format format, byte[] body, int asked)
            throws UnreadablePageException, RefusedPageException {
        PageBytes text = new PageBytes(body);
        PageBounds bounds = new PageBounds(asked);
        return switch (format) {
            case JSON -> JsonPage.read(text, bounds);
            case XML -> XmlPage.read(text, bounds);
            case CSV -> CsvPage.read(text, bounds);
        };
    }

    /** Returns the bytes of which {@link UnreadableEntry#raw} was made. */
    public static byte[] bytes(String raw) {
        return PageBytes.bytes(raw);
    }
}
