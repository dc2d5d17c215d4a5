package io.ucmbilling.access;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters behind {@code Digest} in an Authorization header (RFC 7616, section 3.4): names in lower case, values
 * without their quotes.
 *
 * <p>Clients differ in how they write a {@code uri} that holds a raw quote: as it is (curl, Python, Java), which no grammar
 * allows, or escaped (Apache HttpClient). As the request's target is known, its text is looked for first, in each of these
 * ways. The rest is then read as usual.
 */
final class DigestHeader {
    private final String text;
    private final String target;
    private final Map<String, String> parameters = new HashMap<>();
    private int position;

    private DigestHeader(String text, String target) {
        this.text = text;
        this.target = target;
    }

    /**
     * Reads the parameters.
     *
     * @param text behind the scheme
     * @param target the request's target in origin form (path and query), raw
     * @return null if that is no list of parameters, or one comes twice
     */
    static @Nullable Map<String, String> parse(String text, String target) {
        DigestHeader header = new DigestHeader(text, target);
        return header.read() ? header.parameters : null;
    }

    private boolean read() {
        while (true) {
            skip(" \t,");
            if (position == text.length()) {
                return true;
            }
            int equals = text.indexOf('=', position);
            if (equals < 0) {
                return false;
            }
            String name = text.substring(position, equals).strip().toLowerCase(Locale.ROOT);
            position = equals + 1;
            skip(" \t");
            String value = name.equals("uri") ? uri() : value();
            if (value == null || parameters.put(name, value) != null) {
                return false;
            }
        }
    }

    private void skip(String characters) {
        while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    /** Returns the target in one of the ways in which clients write it, else any value. */
    private @Nullable String uri() {
        if (text.startsWith("\"", position)) {
            int begin = position + 1;
            int path = text.startsWith("http", begin) ? text.indexOf('/', text.indexOf("//", begin) + 2) : begin;
            String quotesEscaped = target.replace("\"", "\\\"");
            String allEscaped = target.replace("\\", "\\\\").replace("\"", "\\\"");
            for (String written : List.of(target, quotesEscaped, allEscaped)) {
                if (path >= 0 && text.startsWith(written + "\"", path) && endsAt(path + written.length() + 1)) {
                    position = path + written.length() + 1;
                    return text.substring(begin, path) + target;
                }
            }
        }
        return value();
    }

    private boolean endsAt(int end) {
        return end == text.length() || ", \t".indexOf(text.charAt(end)) >= 0;
    }

    private @Nullable String value() {
        return text.startsWith("\"", position) ? quoted() : token();
    }

    private String token() {
        int end = text.indexOf(',', position);
        String token = text.substring(position, end < 0 ? text.length() : end).strip();
        position = end < 0 ? text.length() : end;
        return token;
    }

    private @Nullable String quoted() {
        StringBuilder value = new StringBuilder();
        for (int i = position + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                position = i + 1;
                return value.toString();
            }
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
            }
            value.append(c);
        }
        return null;
    }
}
