package io.ucmbilling.testing.ucm;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What recapi is asked (guide, <i>REC API</i>; contract S6).
 *
 * @param filedir null: not given
 * @param filename as given; null: not given
 */
record RecapiQuestion(@Nullable String filedir, @Nullable String filename) {
    private static final int LONGEST = 256;

    /** Variables of query and form together; null: twice the same, an empty one, or a broken escape, which all mean 404. */
    static @Nullable RecapiQuestion of(HttpRequest request) {
        Map<String, String> variables = new LinkedHashMap<>();
        boolean right = read(request.query(), variables) && (!request.isForm() || read(request.text(), variables));
        return right ? of(variables) : null;
    }

    /** The same of the HTTPS API's members. */
    static @Nullable RecapiQuestion of(Map<String, String> variables) {
        boolean empty = "".equals(variables.get("filedir")) || "".equals(variables.get("filename"));
        return empty ? null : new RecapiQuestion(variables.get("filedir"), variables.get("filename"));
    }

    private static boolean read(@Nullable String text, Map<String, String> variables) {
        if (text == null || text.isEmpty()) {
            return true;
        }
        for (String variable : text.split("&")) {
            String[] parts = variable.split("=", 2);
            String name = parts[0].toLowerCase(Locale.ROOT);
            try {
                String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
                if (variables.put(name, value) != null) {
                    return false;
                }
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
        return true;
    }

    /** The names that may be looked for: cut to 256, without those that are skipped. */
    List<String> names() {
        return filename == null
                ? List.of()
                : Arrays.stream(filename.split("@"))
                        .map(name -> name.substring(0, Math.min(LONGEST, name.length())))
                        .filter(name -> !name.isEmpty() && !name.contains(" ") && !name.contains(".."))
                        .toList();
    }

    /** Where to look. */
    String directory() {
        return filedir == null ? "monitor" : filedir;
    }
}
