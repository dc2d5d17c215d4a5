package io.ucmbilling.contract.json;

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
 * Reads one JSON answer (contract U2, U3).
 *
 * <ol>
 *   <li>The whole is read strictly in one stream: almost every page ends here.
 *   <li>Where that fails inside the array of items, {@link JsonItemSplit} cuts the array into its items without reading them.
 *       It finds the array's end only where the array is closed, so half a body never passes for a page.
 *   <li>What is left without the items must be strict JSON, from the first byte to the last.
 *   <li>Each item is read strictly by itself. One that fails is {@link UnreadableEntry}, its neighbours are not.
 * </ol>
 */
public final class JsonPage {
    private static final String EXPECTED = ", expected a JSON object with an array under cdr or cdr_root";

    private final PageBytes body;
    private final JsonParsers texts;
    private final PageBounds bounds;
    private JsonRecords legs;
    /** Where the array of items begins, relative to the body's start; negative: not met. */
    private int container = -1;

    private boolean empty;
    private boolean bare;
    private int status;
    private @Nullable String message;

    private JsonPage(PageBytes body, JsonParsers texts, PageBounds bounds) {
        this.body = body;
        this.texts = texts;
        this.bounds = bounds;
        this.legs = new JsonRecords(body, texts, bounds);
    }

    public static Page read(PageBytes body, PageBounds bounds) throws UnreadablePageException, RefusedPageException {
        JsonPage page = new JsonPage(body, new JsonParsers(), bounds);
        try (JsonParser parser = page.texts.parser(body, body.start(), body.end())) {
            page.document(parser);
            return page.finished(page.legs, List.of());
        } catch (JacksonException e) {
            return page.inItems(e);
        }
    }

    private void document(JsonParser parser) throws UnreadablePageException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadablePageException("found " + body.beginning() + EXPECTED);
        }
        members(parser, true);
        if (parser.nextToken() != null) {
            throw new UnreadablePageException("found more text behind the page, expected its end");
        }
        if (container < 0 && bare) {
            legs = new JsonRecords(body, texts, bounds.anew());
            legs.one(body.start(), body.end());
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
                        legs.aside(parser, body.start());
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
            legs.item(parser, body.start());
        }
    }

    /** @param read where the items were read; the legs around them are in the second list */
    private Page finished(JsonRecords read, List<PageEntry> around)
            throws UnreadablePageException, RefusedPageException {
        if (status != 0 && read.entries().isEmpty()) {
            throw new RefusedPageException(status, message == null ? "no error_msg" : message);
        }
        if (container < 0 && !empty && read.items() == 0) {
            throw new UnreadablePageException("found " + body.beginning() + EXPECTED);
        }
        return read.page(around);
    }

    private Page inItems(JacksonException fault) throws UnreadablePageException, RefusedPageException {
        if (container < 0) {
            throw new UnreadablePageException(
                    "found " + body.beginning() + " (" + JsonParsers.reason(fault) + ")" + EXPECTED);
        }
        PageBounds again = bounds.anew();
        JsonItemSplit items = JsonItemSplit.of(body, body.start() + container + 1, again);
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
        JsonRecords apart = new JsonRecords(body, texts, again);
        for (JsonItemSplit.Span item : items.spans()) {
            apart.one(item.from(), item.to());
        }
        return frame.finished(apart, frame.legs.entries());
    }

    /** The page as if it had no items. */
    private byte[] without(JsonItemSplit items) {
        int first = body.start() + container + 1;
        byte[] frame = Arrays.copyOfRange(body.given(), body.start(), first + body.end() - items.end());
        System.arraycopy(body.given(), items.end(), frame, first - body.start(), body.end() - items.end());
        return frame;
    }

    private static int number(String text) {
        return text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
