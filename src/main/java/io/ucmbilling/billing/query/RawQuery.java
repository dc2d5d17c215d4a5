package io.ucmbilling.billing.query;

import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request's query: names and values in the order in which they were sent, decoded.
 *
 * @param entries a name may come several times
 */
public record RawQuery(List<QueryEntry> entries) {
    private static final String EXPECTED = "text in UTF-8, where % stands only before two hex digits";
    private static final int HEX = 16;

    public RawQuery {
        entries = List.copyOf(entries);
    }

    /**
     * One name and value.
     *
     * @param value null: the escapes in it are malformed
     * @param raw the value as sent
     */
    public record QueryEntry(String name, @Nullable String value, String raw) {

        /** Returns the value for a message: as sent if its escapes are malformed. */
        String shown() {
            return value == null ? raw : value;
        }

        /** Returns the value, or refuses it. */
        String text() {
            if (value == null) {
                throw new ProblemException(Problem.wrongValue(name, raw, EXPECTED));
            }
            return value;
        }
    }

    /** Reads what stands behind the question mark. A name without {@code =} has the empty value. */
    public static RawQuery parse(@Nullable String query) {
        List<QueryEntry> entries = new ArrayList<>();
        for (String pair : (query == null ? "" : query).split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                String decoded = decoded(name);
                entries.add(new QueryEntry(decoded == null ? name : decoded, decoded(value), value));
            }
        }
        return new RawQuery(entries);
    }

    /** Returns the query, encoded, without the parameter of that name. Names are those of known parameters. */
    public String without(Parameter<?> parameter) {
        return entries.stream()
                .filter(entry -> !entry.name().equals(parameter.name()))
                .map(entry -> entry.name() + "=" + entry.raw())
                .collect(Collectors.joining("&"));
    }

    /** Returns whether it has a value, whichever, of that parameter. */
    public boolean names(Parameter<?> parameter) {
        return entries.stream().anyMatch(entry -> entry.name().equals(parameter.name()));
    }

    /** Refuses the first name that is unknown. */
    public void refuseUnknown(SortedSet<String> known) {
        for (QueryEntry entry : entries) {
            if (!known.contains(entry.name())) {
                throw new ProblemException(Problem.unknownParameter(entry.name(), entry.shown(), known));
            }
        }
    }

    /** Returns the text that a form's encoding stands for: + is a space. Null: it is malformed. */
    private static @Nullable String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int escaped = escaped(text, i);
                if (escaped < 0) {
                    return null;
                }
                bytes.write(escaped);
                i += 2;
            } else {
                // One char a byte, as the server gives the target.
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Returns the byte behind the percent sign there; -1: there is none. */
    private static int escaped(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(percent + 1), HEX);
        int low = Character.digit(text.charAt(percent + 2), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }
}
