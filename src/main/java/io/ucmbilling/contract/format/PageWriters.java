package io.ucmbilling.contract.format;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.json.JsonWriter;
import io.ucmbilling.contract.page.PageWriter;
import java.io.IOException;
import java.io.OutputStream;

/** Maker of the writer of an answer, for each format. */
public final class PageWriters {
    private PageWriters() {}

    /** Starts an answer: writes the container's beginning. */
    public static PageWriter open(Format format, Shape shape, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new CsvWriter(shape, out);
            case XML -> new XmlWriter(shape, out);
            case JSON -> new JsonWriter(shape, out);
        };
    }
}
