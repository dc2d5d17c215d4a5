package io.ucmbilling.contract.json;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.StorableText;
import io.ucmbilling.contract.page.OversizedPageException;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import io.ucmbilling.contract.page.RecordAssembly;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reader of a JSON page's objects into its records (contract U3, see {@link RecordAssembly}). */
final class JsonRecords {
    private final PageBytes pageBytes;
    private final JsonParsers texts;
    private final RecordAssembly records;
    private final PageBytes given;
    private final PageBounds bounds;
    private int passedOver = -1;

    /**
     * @param pageBytes what is read
     * @param given what is quoted from; every place is the same there
     */
    JsonRecords(PageBytes pageBytes, PageBytes given, JsonParsers texts, PageBounds bounds) {
        this.pageBytes = pageBytes;
        this.given = given;
        this.texts = texts;
        this.records = new RecordAssembly(given, bounds);
        this.bounds = bounds;
    }

    /** Returns the page that was read, and behind it what was found around its items. */
    Page page(List<PageEntry> around) {
        List<PageEntry> entries = new ArrayList<>(records.entries());
        entries.addAll(around);
        return new Page(records.items(), entries, given);
    }

    /** Leaves out the array that begins at that place: it is read elsewhere. */
    void passOver(int place) {
        passedOver = place;
    }

    List<PageEntry> entries() {
        return records.entries();
    }

    int items() {
        return records.items();
    }

    /** Reads the items of an array by {@link OrdinaryItems#read}. */
    int ordinary(int from) throws OversizedPageException {
        return new OrdinaryItems(pageBytes, texts, bounds, records).read(from);
    }

    /** Reads an item that stands alone between two places of the body. What is no JSON is unreadable as a whole. */
    void one(int from, int to) throws OversizedPageException {
        int before = entries().size();
        records.item();
        String fault;
        try (JsonParser parser = texts.parser(pageBytes, from, to)) {
            parser.nextToken();
            read(parser, from);
            fault = parser.nextToken() == null ? "" : "found more text behind the item, expected its end";
        } catch (JacksonException e) {
            fault = "found no JSON, " + JsonParsers.reason(e);
        }
        if (!fault.isEmpty()) {
            records.takeBack(before);
            records.unreadable(from, to, fault);
        }
    }

    /**
     * Reads the item at which the parser stands.
     *
     * @param base the place in the body where the parser began
     */
    void item(JsonParser parser, int base) throws OversizedPageException {
        records.item();
        read(parser, base);
    }

    private void read(JsonParser parser, int base) throws OversizedPageException {
        int before = entries().size();
        int from = JsonParsers.begin(parser, base);
        JsonToken found = parser.currentToken();
        if (found.isStructStart()) {
            structure(parser, base);
        } else if (found == JsonToken.VALUE_STRING) {
            // A string is read only when asked for, and before that its end is not known.
            parser.finishToken();
        }
        if (found != JsonToken.START_OBJECT && entries().size() == before) {
            records.unreadable(from, JsonParsers.end(parser, base), "found " + found + ", expected an object");
        }
    }

    /** Reads what stands beside the items and holds none: only what has an AcctId is a record there. */
    void aside(JsonParser parser, int base) throws OversizedPageException {
        int before = entries().size();
        records.open("", true, JsonParsers.begin(parser, base));
        structure(parser, base);
        records.close(JsonParsers.end(parser, base));
        keepNumbered(before);
    }

    /** Keeps only what has an AcctId, or is unreadable, of what was added since there were so many entries. */
    void keepNumbered(int before) {
        List<PageEntry> found = entries().subList(before, entries().size());
        found.removeIf(entry ->
                entry instanceof CdrRecord record && record.text(Field.ACCT_ID).isEmpty());
    }

    /** Reads the object or array at which the parser stands, to its end. */
    private void structure(JsonParser parser, int base) throws OversizedPageException {
        String name = "";
        int nameFrom = 0;
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            bounds.step();
            switch (token) {
                case PROPERTY_NAME -> {
                    name = parser.currentName();
                    nameFrom = StorableText.isStorable(name) ? 0 : JsonParsers.begin(parser, base);
                }
                case START_OBJECT, START_ARRAY -> {
                    int from = JsonParsers.begin(parser, base);
                    if (from == passedOver) {
                        parser.skipChildren();
                    } else {
                        records.open(name, token == JsonToken.START_ARRAY, from);
                        depth++;
                    }
                }
                case END_OBJECT, END_ARRAY -> {
                    records.close(JsonParsers.end(parser, base));
                    depth--;
                }
                case VALUE_NULL -> {}
                default -> {
                    if (records.takesFields()) {
                        scalar(name, nameFrom, parser, base);
                    }
                }
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    /** Sets what stands there as text: numbers as they are written; null sets nothing. */
    private void scalar(String name, int nameFrom, JsonParser parser, int base) throws OversizedPageException {
        Field field = Field.named(name);
        boolean named = nameFrom == 0;
        String storable = named ? name : StorableText.of(name);
        int from = JsonParsers.begin(parser, base);
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            records.field(field, storable, parser.getString(), null);
            return;
        }
        int to = JsonStrings.end(pageBytes.given(), from);
        if (to - from > PageBounds.LONGEST_VALUE) {
            records.tooLong(field, storable, to - from);
            return;
        }
        String value = parser.getString();
        boolean sound = isAsItStands(value, to - from - 2) || StorableText.isStorable(value);
        if (sound && named) {
            records.field(field, name, value, null);
        } else {
            String raw = named ? pageBytes.raw(from + 1, to - 1) : pageBytes.raw(nameFrom, to);
            records.field(field, storable, sound ? value : texts.decoded(pageBytes, from, to), raw);
        }
    }

    /** Returns whether a value of that many bytes is ASCII without an escape, since both make it shorter than its bytes. */
    private boolean isAsItStands(String value, int bytes) {
        return value.length() == bytes && pageBytes.isSound();
    }
}
