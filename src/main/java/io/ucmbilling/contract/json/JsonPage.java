package io.ucmbilling.contract.json;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.contract.page.ByteSearch;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reader of one JSON answer (contract U2, U3).
 *
 * <ol>
 *   <li>{@link OrdinaryItems} reads the items, and what is left without them must be strict JSON, from the first byte to the
 *       last: almost every page ends here.
 *   <li>If anything is not ordinary, the whole is read strictly by a parser in one stream, see {@link JsonDocument}.
 *   <li>If that fails inside the array of items, or the object around the array is a record itself, {@link JsonItemSplit} cuts
 *       the array into its items without reading them. It finds the array's end only if the array is closed, so half a body
 *       never passes for a page.
 *   <li>What is left without the items must be strict JSON here too. What it holds of records comes behind the items.
 *   <li>Each item is read strictly by itself. One that fails is {@link UnreadableEntry}, its neighbours are not.
 * </ol>
 */
public final class JsonPage {
    private final PageBytes bytes;
    private final JsonParsers texts = new JsonParsers();
    private final PageBounds bounds;

    private JsonPage(PageBytes bytes, PageBounds bounds) {
        this.bytes = bytes;
        this.bounds = bounds;
    }

    /**
     * Reads an answer.
     *
     * @throws UnreadablePageException if it is no whole page
     * @throws RefusedPageException if it is a refusal with a status
     */
    public static Page read(PageBytes bytes, PageBounds bounds) throws UnreadablePageException, RefusedPageException {
        Page ordinary = ordinary(bytes, bounds.anew());
        return ordinary == null ? strict(bytes, bounds) : ordinary;
    }

    /** Reads a page of ordinary items, with nothing but scalars beside them; null: it is another. */
    static @Nullable Page ordinary(PageBytes bytes, PageBounds bounds) {
        JsonPage page = new JsonPage(bytes, bounds);
        try {
            int bracket = ByteSearch.find(bytes.given(), bytes.start(), bytes.end(), "[", bounds);
            JsonRecords items = new JsonRecords(bytes, bytes, page.texts, bounds);
            int end = items.ordinary(bracket + 1);
            if (end < 0) {
                return null;
            }
            JsonDocument frame = page.withoutItems(bracket + 1, end);
            boolean isFrame = frame.container() == bracket - bytes.start() && !frame.isRecord();
            return isFrame && frame.records().entries().isEmpty() ? frame.page(items, List.of()) : null;
        } catch (JacksonException | UnreadablePageException | RefusedPageException _) {
            return null; // The parser tells what is wrong with it.
        }
    }

    /** Reads any page by a parser. */
    static Page strict(PageBytes bytes, PageBounds bounds) throws UnreadablePageException, RefusedPageException {
        JsonPage page = new JsonPage(bytes, bounds);
        JsonDocument document = new JsonDocument(bytes, page.texts, bounds);
        try {
            document.read();
        } catch (JacksonException e) {
            if (document.container() < 0) {
                throw document.noPage(" (" + JsonParsers.reason(e) + ")");
            }
            return page.apart(document.container() + 1);
        }
        return document.isRecord()
                ? page.apart(document.container() + 1)
                : document.page(document.records(), List.of());
    }

    /** Reads the items, which begin there, each by itself, and what is around them. */
    private Page apart(int from) throws UnreadablePageException, RefusedPageException {
        PageBounds again = bounds.anew();
        JsonItemSplit items = JsonItemSplit.of(bytes, from, again);
        if (items == null) {
            throw new UnreadablePageException(
                    "found the end of the body inside the records, expected their array closed");
        }
        JsonDocument around;
        try {
            around = JsonDocument.around(blanked(from, items.end()), bytes, texts, again);
        } catch (JacksonException e) {
            throw new UnreadablePageException(
                    "found " + JsonParsers.reason(e) + " around the records, expected a whole page");
        }
        JsonRecords apart = new JsonRecords(bytes, bytes, texts, again);
        for (JsonItemSplit.Span item : items.spans()) {
            apart.one(item.from(), item.to());
        }
        return around.page(apart, around.records().entries());
    }

    /** Returns the page with white space in that part, so that every other place stays. */
    private PageBytes blanked(int from, int to) {
        byte[] blanked = bytes.given().clone();
        Arrays.fill(blanked, from, to, (byte) ' ');
        return new PageBytes(blanked);
    }

    /** Reads the page as if it did not have its items, which stand in that part. */
    private JsonDocument withoutItems(int from, int to) throws UnreadablePageException {
        byte[] frame = Arrays.copyOfRange(bytes.given(), bytes.start(), from + bytes.end() - to);
        System.arraycopy(bytes.given(), to, frame, from - bytes.start(), bytes.end() - to);
        JsonDocument document = new JsonDocument(new PageBytes(frame), texts, bounds);
        document.read();
        return document;
    }
}
