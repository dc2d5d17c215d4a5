package io.ucmbilling.contract;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the items of a JSON page into legs (contract U3). A flat item is a leg; a nested one holds a leg under each of its
 * keys but {@code main_cdr}, which is a header. {@code cdr} beside them names the call and is no field.
 */
final class JsonLegs {
    private final Body body;
    private final List<Entry> entries = new ArrayList<>();
    private int items;

    JsonLegs(Body body) {
        this.body = body;
    }

    List<Entry> entries() {
        return entries;
    }

    int items() {
        return items;
    }

    /** Reads an item that stands alone between two places of the body; what is no JSON is unreadable as a whole. */
    void one(int from, int to) {
        int before = entries.size();
        int counted = items + 1;
        String fault;
        try (JsonParser parser = JsonPage.parser(body, from, to)) {
            parser.nextToken();
            item(parser, from);
            fault = parser.nextToken() == null ? "" : "found more text behind the item, expected its end";
        } catch (JacksonException e) {
            fault = "found no JSON, " + JsonPage.reason(e);
        }
        if (!fault.isEmpty()) {
            entries.subList(before, entries.size()).clear();
            entries.add(new Unreadable(body.raw(from, to), fault));
        }
        items = counted;
    }

    /**
     * Reads the item at which the parser stands.
     *
     * @param base the place in the body where the parser began
     */
    void item(JsonParser parser, int base) {
        items++;
        int from = begin(parser, base);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            JsonToken found = parser.currentToken();
            // A string is read only when asked for, and before that its end is not known.
            parser.skipChildren().getString();
            entries.add(new Unreadable(body.raw(from, end(parser, base)), "found " + found + ", expected an object"));
            return;
        }
        LegDraft flat = new LegDraft();
        boolean nested = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && flat.isEmpty() && Field.named(name) == null) {
                nested = true;
                nested(name, parser, base);
            } else if (name.equals("cdr")) {
                parser.skipChildren();
            } else {
                field(flat, name, parser, base);
            }
        }
        if (!flat.isEmpty() && (flat.isNumbered() || !nested)) {
            add(flat, from, parser, base);
        }
    }

    private void nested(String name, JsonParser parser, int base) {
        if (name.equals("main_cdr")) {
            parser.skipChildren();
            return;
        }
        int from = begin(parser, base);
        LegDraft leg = new LegDraft();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            field(leg, field, parser, base);
        }
        add(leg, from, parser, base);
    }

    /** Sets what stands there as text: numbers as they are written, objects and arrays as their JSON; null sets nothing. */
    private void field(LegDraft leg, String name, JsonParser parser, int base) {
        JsonToken value = parser.currentToken();
        if (value.isStructStart()) {
            int from = begin(parser, base);
            parser.skipChildren();
            leg.set(name, body.text(from, end(parser, base)));
        } else if (value != JsonToken.VALUE_NULL) {
            leg.set(name, parser.getString());
        }
    }

    private void add(LegDraft leg, int from, JsonParser parser, int base) {
        String fault = leg.fault();
        entries.add(fault == null ? leg.record() : new Unreadable(body.raw(from, end(parser, base)), fault));
    }

    private static int begin(JsonParser parser, int base) {
        return base + (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser parser, int base) {
        return base + (int) parser.currentLocation().getByteOffset();
    }
}
