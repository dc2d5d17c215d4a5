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
import java.util.stream.Collectors;

/** Unquoted and unescaped, as the guide prints it. CR and LF inside a value become a space (contract S5). */
public final class CsvWriter implements PageWriter {
    private static final Utf8Output.Escapes LINES = Utf8Output.Escapes.of(c -> c == '\r' || c == '\n' ? " " : null);
    private static final byte[] COMMA = {','};
    private static final byte[] END = {'\n'};

    private final Utf8Output out;
    private final List<Field> fields;

    public CsvWriter(Shape shape, OutputStream stream) throws IOException {
        out = new Utf8Output(stream);
        fields = shape.fields();
        out.bytes(header(shape).getBytes(StandardCharsets.US_ASCII));
        out.bytes(END);
    }

    /** Returns the names of a shape's fields, joined: the first line. */
    public static String header(Shape shape) {
        return shape.fields().stream().map(Field::wireName).collect(Collectors.joining(","));
    }

    @Override
    public void item(List<CdrRecord> legs) throws IOException {
        for (CdrRecord leg : legs) {
            for (Field field : fields) {
                if (field != Field.ACCT_ID) {
                    out.bytes(COMMA);
                }
                out.text(leg.text(field), LINES);
            }
            out.bytes(END);
        }
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
