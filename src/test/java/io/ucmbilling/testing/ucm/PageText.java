package io.ucmbilling.testing.ucm;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.testing.pbx.FoundLegs;
import io.ucmbilling.testing.pbx.GenerationFields;
import io.ucmbilling.testing.pbx.ShownLeg;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages as firmware of one generation does. On purpose not the gateway's own writer: this one also does what only
 * UCMs do, and a mistake of the one does not hide in the other.
 */
final class PageText {
    private final int generation;
    private final List<Field> fields;
    private final String space;

    /** @param spaced whether JSON is laid out as in the guide, or without white space as by the newer HTTPS API */
    PageText(int generation, boolean spaced) {
        this.generation = generation;
        this.space = spaced ? " " : "";
        this.fields = Stream.of(Field.values())
                .filter(field -> field.generation() <= GenerationFields.known(generation))
                .toList();
    }

    private boolean nested() {
        return generation >= 3;
    }

    /** An answer of {@code /cdrapi}. */
    String whole(Format format, FoundLegs found) {
        return switch (format) {
            case CSV -> csv(found);
            case XML -> xml(found);
            case JSON -> json(found);
        };
    }

    private String json(FoundLegs found) {
        String items = items(found).collect(Collectors.joining(",\n    ", "    ", "\n"));
        return "{\n  \"" + container() + "\":\n  [\n" + (found.isEmpty() ? "" : items) + "  ]\n}\n";
    }

    /** The array of items without white space, as the newer HTTPS API writes it. */
    String array(FoundLegs found) {
        return items(found).collect(Collectors.joining(",", "[", "]"));
    }

    String container() {
        return nested() ? "cdr_root" : "cdr";
    }

    private Stream<String> items(FoundLegs found) {
        if (!nested()) {
            return found.legs().stream().map(leg -> object(fieldsOf(leg.record())));
        }
        return found.containers().stream().map(legs -> item(legs, found.header()));
    }

    private String item(List<ShownLeg> legs, @Nullable ShownLeg header) {
        ShownLeg named = header == null || legs.size() == 1 ? legs.getFirst() : header;
        StringBuilder item = new StringBuilder(2000);
        // Generation 4 leaves cdr empty (samples/README.md).
        pair(item, "cdr", generation == 4 ? "" : named.record().text(Field.SESSION));
        if (legs.size() == 1) {
            return object(item.append(',').append(space).append(fieldsOf(named.record())));
        }
        member(item, "main_cdr", head(named.record(), legs));
        for (int i = 0; i < legs.size(); i++) {
            member(item, "sub_cdr_" + (i + 1), fieldsOf(legs.get(i).record()));
        }
        return object(item);
    }

    private String object(CharSequence members) {
        return "{" + space + members + space + "}";
    }

    private void member(StringBuilder item, String name, CharSequence members) {
        item.append(',').append(space).append('"').append(name).append("\":").append(space);
        item.append(object(members));
    }

    private CharSequence fieldsOf(CdrRecord record) {
        StringBuilder text = new StringBuilder(1200);
        for (Field field : fields) {
            if (written(field.wireName(), record.text(field))) {
                pair(text, field.wireName(), record.text(field));
            }
        }
        record.others().forEach((name, value) -> {
            if (written(name, value)) {
                pair(text, name, value);
            }
        });
        return text;
    }

    private boolean written(String name, String value) {
        return generation < 5 || !value.isEmpty() || GenerationFields.KEPT_EMPTY.contains(name);
    }

    private CharSequence head(CdrRecord first, List<ShownLeg> legs) {
        StringBuilder text = new StringBuilder();
        for (Field field : fields) {
            pair(
                    text,
                    field.wireName(),
                    switch (field) {
                        case SRC, DST, START, SESSION, ACTION_TYPE -> first.text(field);
                        case DURATION, BILLSEC ->
                            Long.toString(legs.stream()
                                    .mapToLong(
                                            leg -> ShownLeg.number(leg.record().text(field)))
                                    .sum());
                        default -> "";
                    });
        }
        return text;
    }

    private void pair(StringBuilder text, String name, String value) {
        if (!text.isEmpty()) {
            text.append(',').append(space);
        }
        text.append('"').append(name).append("\":").append(space).append('"');
        escape(text, value);
        text.append('"');
    }

    private void escape(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '/' -> text.append(generation == 5 ? "\\/" : "/");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
    }

    /** Unquoted and unescaped; fields that no known generation has have no column. */
    private String csv(FoundLegs found) {
        StringBuilder text = new StringBuilder();
        text.append(fields.stream().map(Field::wireName).collect(Collectors.joining(",", "", "\n")));
        for (ShownLeg leg : found.legs()) {
            text.append(fields.stream()
                    .map(field -> leg.record().text(field).replaceAll("[\\r\\n]", " "))
                    .collect(Collectors.joining(",", "", "\n")));
        }
        return text.toString();
    }

    private String xml(FoundLegs found) {
        StringBuilder text = new StringBuilder("<root>\n");
        for (ShownLeg leg : found.legs()) {
            text.append("<cdr>");
            fields.forEach(field -> element(text, field.wireName(), leg.record().text(field)));
            leg.record().others().forEach((name, value) -> element(text, name, value));
            text.append("</cdr>\n");
        }
        return text.append("</root>\n").toString();
    }

    private void element(StringBuilder text, String name, String value) {
        if (!written(name, value)) {
            return;
        }
        String escaped = value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        text.append('<')
                .append(name)
                .append('>')
                .append(escaped)
                .append("</")
                .append(name)
                .append('>');
    }
}
