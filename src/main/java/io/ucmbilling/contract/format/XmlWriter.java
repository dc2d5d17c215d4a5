package io.ucmbilling.contract.format;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.page.PageWriter;
import io.ucmbilling.contract.page.Utf8Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code <cdr>} a line (contract S5). CR and LF inside a value stand as {@code &#13;} and {@code &#10;}, so that it
 * stays one line and reads back. Characters that XML 1.0 cannot hold become U+FFFD.
 */
final class XmlWriter implements PageWriter {
    private static final Utf8Output.Escapes ENTITIES = Utf8Output.Escapes.of(XmlWriter::entity);
    private static final byte[] BEGIN = ascii("<root>\n");
    private static final byte[] END = ascii("</root>\n");
    private static final byte[] CDR = ascii("<cdr>");
    private static final byte[] CDR_END = ascii("</cdr>\n");

    /** The tags of a field, ready to be written. */
    private record Tags(Field field, byte[] begin, byte[] end) {}

    private final Utf8Output out;
    private final List<Tags> fields;
    private boolean closed;

    XmlWriter(Shape shape, OutputStream stream) throws IOException {
        out = new Utf8Output(stream);
        fields = shape.fields().stream()
                .map(field ->
                        new Tags(field, ascii("<" + field.wireName() + ">"), ascii("</" + field.wireName() + ">")))
                .toList();
        out.bytes(BEGIN);
    }

    @Override
    public void item(List<CdrRecord> legs) throws IOException {
        for (CdrRecord leg : legs) {
            out.bytes(CDR);
            for (Tags tags : fields) {
                out.bytes(tags.begin());
                // The two characters above ASCII that XML lacks; half surrogates are replaced on the way out.
                String value =
                        leg.text(tags.field()).replace('\uFFFE', '\uFFFD').replace('\uFFFF', '\uFFFD');
                out.text(value, ENTITIES);
                out.bytes(tags.end());
            }
            out.bytes(CDR_END);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            out.bytes(END);
            out.flush();
        }
    }

    private static @Nullable String entity(int c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\n' -> "&#10;";
            case '\r' -> "&#13;";
            case '\t' -> null;
            default -> c < 0x20 ? "\uFFFD" : null;
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
