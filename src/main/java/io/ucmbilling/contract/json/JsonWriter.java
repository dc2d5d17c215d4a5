package io.ucmbilling.contract.json;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.page.PageWriter;
import io.ucmbilling.contract.page.Utf8Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The guide's layout, one item a line. Several legs of a call nest in the shapes that have sessions (contract S5). */
public final class JsonWriter implements PageWriter {
    private static final Utf8Output.Escapes ESCAPES = Utf8Output.Escapes.of(JsonWriter::escape);
    private static final byte[] ITEM = ascii("    { ");
    private static final byte[] ITEM_END = ascii(" }");
    private static final byte[] CDR = ascii("\"cdr\": \"");
    private static final byte[] OBJECT = ascii("{ ");
    private static final byte[] OBJECT_END = ascii("\" }");
    private static final byte[] NEXT = ascii(", ");
    private static final byte[] NEXT_VALUE = ascii("\", ");
    private static final byte[] NEXT_ITEM = ascii(",\n");
    private static final byte[] LINE = ascii("\n");
    private static final byte[] END = ascii("  ]\n}\n");

    /** A field's name up to the quote that opens its value, ready to be written. */
    private record Key(Field field, byte[] bytes) {}

    private final Utf8Output out;
    private final Shape shape;
    private final List<Key> keys;
    private boolean filled;
    private boolean closed;

    /** Starts an answer: writes the container's beginning. */
    public JsonWriter(Shape shape, OutputStream stream) throws IOException {
        this.out = new Utf8Output(stream);
        this.shape = shape;
        this.keys = shape.fields().stream()
                .map(field -> new Key(field, ascii("\"" + field.wireName() + "\": \"")))
                .toList();
        out.bytes(ascii("{\n  \"" + shape.container() + "\":\n  [\n"));
    }

    @Override
    public void item(List<CdrRecord> legs) throws IOException {
        if (shape.nested() && legs.size() > 1) {
            nested(legs);
            return;
        }
        for (CdrRecord leg : legs) {
            begin();
            if (shape.nested()) {
                cdr(leg);
            }
            fields(leg);
            out.bytes(OBJECT_END);
        }
    }

    private void nested(List<CdrRecord> legs) throws IOException {
        begin();
        cdr(legs.getFirst());
        out.bytes(ascii("\"main_cdr\": "));
        object(header(legs));
        for (int i = 0; i < legs.size(); i++) {
            out.bytes(NEXT);
            out.bytes(ascii("\"sub_cdr_" + (i + 1) + "\": "));
            object(legs.get(i));
        }
        out.bytes(ITEM_END);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            if (filled) {
                out.bytes(LINE);
            }
            out.bytes(END);
            out.flush();
        }
    }

    /** Returns what {@code main_cdr} holds: of the first leg what names the call, and the sums. */
    private static CdrRecord header(List<CdrRecord> legs) {
        CdrRecord first = legs.getFirst();
        CdrRecord.Builder header = new CdrRecord.Builder();
        for (Field field : List.of(Field.SRC, Field.DST, Field.START, Field.SESSION, Field.ACTION_TYPE)) {
            header.set(field, first.text(field));
        }
        return header.set(Field.DURATION, sum(legs, Field.DURATION))
                .set(Field.BILLSEC, sum(legs, Field.BILLSEC))
                .build();
    }

    /** Reads a number of seconds. Any other value counts as 0. */
    private static String sum(List<CdrRecord> legs, Field field) {
        return Long.toString(legs.stream()
                .map(leg -> leg.text(field))
                .filter(text -> text.matches("[0-9]{1,15}"))
                .mapToLong(Long::parseLong)
                .sum());
    }

    private void begin() throws IOException {
        if (filled) {
            out.bytes(NEXT_ITEM);
        }
        filled = true;
        out.bytes(ITEM);
    }

    private void cdr(CdrRecord leg) throws IOException {
        out.bytes(CDR);
        if (shape.fillsCdr()) {
            out.text(leg.text(Field.SESSION), ESCAPES);
        }
        out.bytes(NEXT_VALUE);
    }

    private void object(CdrRecord leg) throws IOException {
        out.bytes(OBJECT);
        fields(leg);
        out.bytes(OBJECT_END);
    }

    /** Writes all fields, up to the last value's closing quote, which is left out. */
    private void fields(CdrRecord leg) throws IOException {
        for (Key key : keys) {
            if (key.field() != Field.ACCT_ID) {
                out.bytes(NEXT_VALUE);
            }
            out.bytes(key.bytes());
            out.text(leg.text(key.field()), ESCAPES);
        }
    }

    private static @Nullable String escape(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < 0x20 ? String.format(Locale.ROOT, "\\u%04x", c) : null;
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
