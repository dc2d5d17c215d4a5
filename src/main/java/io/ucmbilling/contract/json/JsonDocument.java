package io.ucmbilling.contract.json;

import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One JSON answer from its first byte to its last, as a parser reads it: an object with an array of items, and what stands
 * beside that array. Whatever object has its AcctId filled is a record, wherever it stands (contract U3):
 *
 * <ol>
 *   <li>What is in the array is read as items, what is in another object or array beside it as records alone.
 *   <li>If the object around the array has an AcctId itself, {@link #isRecord} tells so; {@link #around} reads it.
 *   <li>If there is no array, an answer that is a record or holds one is read as one item.
 * </ol>
 */
final class JsonDocument {
    private static final String EXPECTED = ", expected a JSON object with an array under cdr or cdr_root";

    private final PageBytes bytes;
    private final PageBytes given;
    private final JsonParsers texts;
    private final PageBounds bounds;
    private JsonRecords records;
    /** Where the array of items begins in the body; negative: not met. */
    private int container = -1;

    private boolean empty;
    private boolean record;
    private int status;
    private @Nullable String message;

    /** @param given what to quote from; its places are those of the bytes that are read */
    private JsonDocument(PageBytes bytes, PageBytes given, JsonParsers texts, PageBounds bounds) {
        this.bytes = bytes;
        this.given = given;
        this.texts = texts;
        this.bounds = bounds;
        this.records = new JsonRecords(bytes, given, texts, bounds);
    }

    JsonDocument(PageBytes bytes, JsonParsers texts, PageBounds bounds) {
        this(bytes, bytes, texts, bounds);
    }

    /** Reads what stands around the items of an answer whose items have been blanked. */
    static JsonDocument around(PageBytes blanked, PageBytes given, JsonParsers texts, PageBounds bounds)
            throws UnreadablePageException {
        JsonDocument around = new JsonDocument(blanked, given, texts, bounds);
        around.read();
        if (around.isRecord()) {
            around.readAsOne();
            around.records.keepNumbered(0);
        }
        return around;
    }

    void read() throws UnreadablePageException {
        try (JsonParser parser = texts.parser(bytes, bytes.start(), bytes.end())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw noPage("");
            }
            members(parser, true);
            if (parser.nextToken() != null) {
                throw new UnreadablePageException("found more text behind the page, expected its end");
            }
        }
        if (container < 0 && (record || !records.entries().isEmpty())) {
            readAsOne();
        }
    }

    private void readAsOne() throws UnreadablePageException {
        records = new JsonRecords(bytes, given, texts, bounds.anew());
        records.passOver(container);
        records.one(bytes.start(), bytes.end());
    }

    /** Returns the place of the bracket that opens the array of items; negative: none was met so far. */
    int container() {
        return container;
    }

    JsonRecords records() {
        return records;
    }

    /** Returns whether it has the items' array and an AcctId beside it. */
    boolean isRecord() {
        return record && container >= 0;
    }

    private void members(JsonParser parser, boolean outermost) throws UnreadablePageException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            bounds.step();
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isScalarValue()) {
                scalar(name, parser);
            } else if (value == JsonToken.START_ARRAY && (name.equals("cdr") || name.equals("cdr_root"))) {
                container(parser);
            } else if (value == JsonToken.START_OBJECT && outermost && name.equals("response")) {
                members(parser, false);
            } else {
                records.aside(parser, bytes.start());
            }
        }
    }

    private void scalar(String name, JsonParser parser) {
        switch (name) {
            case "cdr", "cdr_root" -> empty |= parser.currentToken() == JsonToken.VALUE_NULL;
            case "status" -> status = number(parser.getString());
            case "error_msg" -> message = parser.getString();
            case "AcctId" -> record = true;
            default -> {}
        }
    }

    private void container(JsonParser parser) throws UnreadablePageException {
        if (container >= 0) {
            throw new UnreadablePageException("found two arrays of records, expected one");
        }
        container = JsonParsers.begin(parser, bytes.start());
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            records.item(parser, bytes.start());
        }
    }

    /** @param read where the items were read; the legs around them are in the second list */
    Page page(JsonRecords read, List<PageEntry> around) throws UnreadablePageException, RefusedPageException {
        if (status != 0 && read.entries().isEmpty() && around.isEmpty()) {
            throw new RefusedPageException(status, message == null ? "no error_msg" : message);
        }
        if (container < 0 && !empty && read.items() == 0) {
            throw noPage("");
        }
        return read.page(around);
    }

    /** @param why more than that it is none */
    UnreadablePageException noPage(String why) {
        return new UnreadablePageException("found " + bytes.beginning() + why + EXPECTED);
    }

    private static int number(String text) {
        return text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
