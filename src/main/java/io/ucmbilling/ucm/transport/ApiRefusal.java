package io.ucmbilling.ucm.transport;

import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTPS API's way to say no: 200 with a small JSON object, whatever the Content-Type announces (contract U1).
 *
 * @param status the object's; 0: it has none
 * @param text its {@code error_msg}; empty: it has none
 */
public record ApiRefusal(int status, String text) {
    private static final Pattern NOT_FOUND = Pattern.compile("not (be )?(found|exist)|n't exist|no such");
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Returns whether the UCM says that there is no such file or directory. Nothing is read of any other answer.
     *
     * @throws RefusedPageException if it refuses for another reason, which is the transport's to tell
     */
    public static boolean isMissing(StreamingResponse answer) throws IOException, UcmFault, RefusedPageException {
        ApiRefusal refusal = of(answer);
        if (refusal != null && !refusal.isNotFound()) {
            answer.whole(); // So that the connection can be reused.
            throw new RefusedPageException(refusal.status(), "recapi");
        }
        return refusal != null || answer.status() == 404;
    }

    /** Reads a refusal; null: the answer is none. Nothing of the answer is lost. */
    private static @Nullable ApiRefusal of(StreamingResponse answer) throws IOException {
        if (answer.status() != 200
                || answer.length() >= StreamingResponse.LONGEST_PEEK
                || !looksLikeJson(answer.peek(1))) {
            return null;
        }
        byte[] body = answer.peek(StreamingResponse.LONGEST_PEEK);
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return body.length == StreamingResponse.LONGEST_PEEK || !text.startsWith("{") ? null : read(text);
    }

    private static boolean looksLikeJson(byte[] first) {
        return first.length > 0 && (first[0] == '{' || Character.isWhitespace(first[0]));
    }

    private static ApiRefusal read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return new ApiRefusal(
                    root.path("status").asInt(0),
                    root.path("response").path("error_msg").asString(""));
        } catch (JacksonException e) {
            return new ApiRefusal(0, "");
        }
    }

    private boolean isNotFound() {
        return ApiStatus.isNotFound(status)
                || (status < 0
                        && NOT_FOUND.matcher(text.toLowerCase(Locale.ROOT)).find());
    }
}
