package io.ucmbilling.billing.answer;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.recording.http.RequestConditions;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.ETag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Strong entity tags (RFC 9110, section 8.8.3): a digest of the very bytes that are answered, and of whether outside numbers are hidden
 * in them. So masked and plain answers have different tags also where nothing is hidden (billing contract B1).
 */
@Component
public record EntityTags(JsonMapper json) {

    private static final byte[] MASKED = {'m'};

    /** Returns the answer with a single resource, or 304. */
    public <T> ResponseEntity<T> answer(T view, ApiClient client, HttpServletRequest request) {
        String tag = tag(json.writeValueAsBytes(view), client);
        boolean unchanged = RequestConditions.isKnown(new ETag(tag, false), request);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(tag);
        return unchanged ? answer.build() : answer.body(view);
    }

    private static String tag(byte[] body, ApiClient client) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update(body);
        digest.update(client.mask() ? MASKED : new byte[0]);
        return HexFormat.of().formatHex(digest.digest());
    }
}
