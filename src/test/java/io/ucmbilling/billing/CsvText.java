package io.ucmbilling.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** CSV of calls as RFC 4180 has it, read by a way of its own. */
final class CsvText {
    private CsvText() {}

    /** Returns the fields of each row, the header's first. */
    static List<List<String>> rows(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                field.append(csv.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\r')) {
                row.add(field.toString());
                field.setLength(0);
            } else if (!quoted && c == '\n') {
                rows.add(List.copyOf(row));
                row.clear();
            } else {
                field.append(c);
            }
        }
        return rows;
    }

    /** Returns what a column holds of a call of the JSON list. */
    static String member(JsonNode call, String column) {
        return switch (column) {
            case "kinds", "extensions" ->
                call.get(column).valueStream().map(JsonNode::asString).collect(Collectors.joining(";"));
            case "trunks" ->
                call.get(column)
                        .valueStream()
                        .map(trunk -> text(trunk.get("token")) + "=" + text(trunk.get("name")))
                        .collect(Collectors.joining(";"));
            case "recordings" ->
                call.get(column)
                        .valueStream()
                        .map(recording -> recording.get("name").asString())
                        .collect(Collectors.joining(";"));
            default -> ofParty(call, column);
        };
    }

    private static String ofParty(JsonNode call, String column) {
        for (String party : List.of("caller", "callee", "dialled", "answeredBy")) {
            if (column.matches(party + "[A-Z].*")) {
                String name = column.substring(party.length());
                return text(call.get(party).path(Character.toLowerCase(name.charAt(0)) + name.substring(1)));
            }
        }
        return text(call.get(column));
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }
}
