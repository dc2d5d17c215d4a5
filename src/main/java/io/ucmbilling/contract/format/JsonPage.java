package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.UnreadableEntry;
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
 *   <li>The whole is read strictly in one stream: almost every page ends here.
 *   <li>Where that fails inside the array of items, {@link JsonItemSplit} cuts the array into its items without reading them.
 *       It finds the array's end only where the array is closed, so half a body never passes for a page.
 *   <li>What is left without the items must be strict JSON, from the first byte to the last.
 *   <li>Each item is read strictly by itself. One that fails is {@link UnreadableEntry}, its neighbours are not.
 * </ol>
 */
final class JsonPage {
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

    static Page read(PageBytes bytes, PageBounds bounds) throws UnreadablePageException, RefusedPageException {
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
        PageBytes around = new PageBytes(without(items));
        JsonPage frame = new JsonPage(around, texts, again);
        try (JsonParser parser = texts.parser(around, 0, around.end())) {
            frame.document(parser);
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

    /** Returns the page as if it had no items. */
    private byte[] without(JsonItemSplit items) {
        int first = bytes.start() + container + 1;
        byte[] frame = Arrays.copyOfRange(bytes.given(), bytes.start(), first + bytes.end() - items.end());
        System.arraycopy(bytes.given(), items.end(), frame, first - bytes.start(), bytes.end() - items.end());
        return frame;
    }

    private static int number(String text) {
        return text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
