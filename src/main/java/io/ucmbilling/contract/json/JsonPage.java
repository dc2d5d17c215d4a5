package io.ucmbilling.contract.json;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reader of one JSON answer (contract U2, U3).
 *
 * <ol>
 *   <li>{@link OrdinaryItems} reads the items, and what is left without them must be strict JSON, from the first byte to the
 *       last: almost every page ends here.
 *   <li>If anything is not ordinary, the whole is read strictly by a parser in one stream.
 *   <li>If that fails inside the array of items, {@link JsonItemSplit} cuts the array into its items without reading them. It
 *       finds the array's end only if the array is closed, so half a body never passes for a page.
 *   <li>What is left without the items must be strict JSON here too.
 *   <li>Each item is read strictly by itself. One that fails is {@link UnreadableEntry}, its neighbours are not.
 * </ol>
 */
public final class JsonPage {
    private static final String EXPECTED = ", expected a JSON object with an array under cdr or cdr_root";

    private final PageBytes bytes;
    private final JsonParsers texts;
    private final PageBounds bounds;
    private JsonRecords records;
    /** Where the array of items begins, relative to the body's start; negative: not met. */
    private int container = -1;

    private boolean empty;
    private boolean bare;
    private int status;
    private @Nullable String message;

    private JsonPage(PageBytes bytes, JsonParsers texts, PageBounds bounds) {
        this.bytes = bytes;
        this.texts = texts;
        this.bounds = bounds;
        this.records = new JsonRecords(bytes, texts, bounds);
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
        JsonPage page = new JsonPage(bytes, new JsonParsers(), bounds);
        try {
            int bracket = ByteSearch.find(bytes.given(), bytes.start(), bytes.end(), "[", bounds);
            int end = page.records.ordinary(bracket + 1);
            if (end < 0) {
                return null;
            }
            JsonPage frame = page.frame(bracket + 1, end, bounds);
            boolean isContainer = frame.container == bracket - bytes.start();
            return isContainer && frame.records.entries().isEmpty() ? frame.finished(page.records, List.of()) : null;
        } catch (JacksonException | UnreadablePageException | RefusedPageException _) {
            return null; // The parser tells what is wrong with it.
        }
    }

    /** Reads any page by a parser. */
    static Page strict(PageBytes bytes, PageBounds bounds) throws UnreadablePageException, RefusedPageException {
        JsonPage page = new JsonPage(bytes, new JsonParsers(), bounds);
        try (JsonParser parser = page.texts.parser(bytes, bytes.start(), bytes.end())) {
            page.document(parser);
            return page.finished(page.records, List.of());
        } catch (JacksonException e) {
            return page.inItems(e);
        }
    }

    private void document(JsonParser parser) throws UnreadablePageException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadablePageException("found " + bytes.beginning() + EXPECTED);
        }
        members(parser, true);
        if (parser.nextToken() != null) {
            throw new UnreadablePageException("found more text behind the page, expected its end");
        }
        if (container < 0 && bare) {
            records = new JsonRecords(bytes, texts, bounds.anew());
            records.one(bytes.start(), bytes.end());
        }
    }

    private void members(JsonParser parser, boolean outermost) throws UnreadablePageException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            bounds.step();
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "cdr", "cdr_root" -> container(parser);
                case "response" -> {
                    if (outermost && value == JsonToken.START_OBJECT) {
                        members(parser, false);
                    }
                }
                case "status" -> status = value.isScalarValue() ? number(parser.getString()) : 0;
                case "error_msg" -> message = value.isScalarValue() ? parser.getString() : null;
                // A record that came alone, as the real-time push of the newest firmware sends it.
                case "AcctId" -> bare |= outermost;
                default -> {
                    if (value.isStructStart()) {
                        records.aside(parser, bytes.start());
                    }
                }
            }
            parser.skipChildren();
        }
    }

    private void container(JsonParser parser) throws UnreadablePageException {
        empty |= parser.currentToken() == JsonToken.VALUE_NULL;
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        if (container >= 0) {
            throw new UnreadablePageException("found two arrays of records, expected one");
        }
        container = (int) parser.currentTokenLocation().getByteOffset();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            records.item(parser, bytes.start());
        }
    }

    /** @param read where the items were read; the legs around them are in the second list */
    private Page finished(JsonRecords read, List<PageEntry> around)
            throws UnreadablePageException, RefusedPageException {
        if (status != 0 && read.entries().isEmpty()) {
            throw new RefusedPageException(status, message == null ? "no error_msg" : message);
        }
        if (container < 0 && !empty && read.items() == 0) {
            throw new UnreadablePageException("found " + bytes.beginning() + EXPECTED);
        }
        return read.page(around);
    }

    private Page inItems(JacksonException fault) throws UnreadablePageException, RefusedPageException {
        if (container < 0) {
            throw new UnreadablePageException(
                    "found " + bytes.beginning() + " (" + JsonParsers.reason(fault) + ")" + EXPECTED);
        }
        PageBounds again = bounds.anew();
        JsonItemSplit items = JsonItemSplit.of(bytes, bytes.start() + container + 1, again);
        if (items == null) {
            throw new UnreadablePageException(
                    "found the end of the body inside the records, expected their array closed");
        }
        JsonPage frame;
        try {
            frame = frame(bytes.start() + container + 1, items.end(), again);
        } catch (JacksonException e) {
            throw new UnreadablePageException(
                    "found " + JsonParsers.reason(e) + " around the records, expected a whole page");
        }
        JsonRecords apart = new JsonRecords(bytes, texts, again);
        for (JsonItemSplit.Span item : items.spans()) {
            apart.one(item.from(), item.to());
        }
        return frame.finished(apart, frame.records.entries());
    }

    /** Reads the page as if it did not have its items, which stand in that part. */
    private JsonPage frame(int from, int to, PageBounds bounds) throws UnreadablePageException {
        byte[] frame = Arrays.copyOfRange(bytes.given(), bytes.start(), from + bytes.end() - to);
        System.arraycopy(bytes.given(), to, frame, from - bytes.start(), bytes.end() - to);
        PageBytes around = new PageBytes(frame);
        JsonPage page = new JsonPage(around, texts, bounds);
        try (JsonParser parser = texts.parser(around, 0, around.end())) {
            page.document(parser);
        }
        return page;
    }

    private static int number(String text) {
        return text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
