package io.ucmbilling.calls.table;

import io.ucmbilling.contract.StorableText;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Rows in COPY's text format: columns between tabs, {@code \N} for null (PostgreSQL documentation, <i>COPY</i>). */
final class CopyText {
    private final StringBuilder rows = new StringBuilder(1 << 16);
    private boolean begun;

    /** Adds a column; null: none. Numbers and instants are written as PostgreSQL reads them. */
    CopyText column(@Nullable Object value) {
        if (begun) {
            rows.append('\t');
        }
        begun = true;
        if (value == null) {
            rows.append("\\N");
        } else {
            escaped(StorableText.of(value.toString()));
        }
        return this;
    }

    /** Adds a column of an array type; without elements it is null. */
    CopyText array(Collection<? extends @Nullable Object> elements) {
        if (elements.isEmpty()) {
            return column(null);
        }
        StringBuilder array = new StringBuilder("{");
        for (Object element : elements) {
            array.append(array.length() > 1 ? "," : "");
            if (element == null) {
                array.append("NULL");
            } else {
                String text = element.toString().replace("\\", "\\\\").replace("\"", "\\\"");
                array.append('"').append(text).append('"');
            }
        }
        return column(array.append('}'));
    }

    void endRow() {
        rows.append('\n');
        begun = false;
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(c);
            }
        }
    }

    byte[] bytes() {
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }
}
