package io.ucmbilling.simulator.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param target from the path on, below the target's own path, raw
 * @param form body of a POST; null: none
 * @param headers whole lines
 * @param scheme how it is signed; null: as the server likes best
 */
public record Question(
        String method,
        String target,
        @Nullable String form,
        List<String> headers,
        @Nullable Scheme scheme) {
    /** How many bytes of a recording are read before the connection is given up. */
    public static final int RECORDING_BYTES = 64 * 1024;

    /** How a request is signed. */
    public enum Scheme {
        NONE,
        BASIC,
        DIGEST
    }

    public static Question get(String target) {
        return new Question("GET", target, null, List.of(), null);
    }

    public static Question post(String target, String form) {
        return new Question("POST", target, form, List.of(), null);
    }

    public static Question head(String target) {
        return new Question("HEAD", target, null, List.of(), null);
    }

    public Question signed(Scheme by) {
        return new Question(method, target, form, headers, by);
    }

    public Question with(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new Question(method, target, form, more, scheme);
    }

    /** Whether the answer may be a recording, of which only the beginning is read. */
    public boolean isForFile() {
        return target.contains("filename=") || (form != null && form.contains("filename="));
    }

    /** For people: without what is the same in all, and with long numbers cut. */
    @Override
    public String toString() {
        String text = (method.equals("GET") ? "" : method + " ") + target + (form == null ? "" : "  " + form);
        return (headers.isEmpty() ? text : text + "  " + String.join("; ", headers))
                .replaceAll("((?:caller|callee|answeredby)=[^&]*?[0-9]{3})[0-9]{4,}", "$1…")
                .replaceAll("(-\\+?[0-9]{3})[0-9]{4,}(?=[-.#])", "$1…");
    }
}
