package io.ucmbilling.billing.answer;

import io.ucmbilling.recording.http.RequestConditions;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.ETag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Strong entity tags (RFC 9110, section 8.8.3): a digest of the very bytes that are answered. */
@Component
public record EntityTags(JsonMapper json) {

    /** Returns the answer with a single resource, or 304. */
    public <T> ResponseEntity<T> answer(T view, HttpServletRequest request) {
        String tag = DigestUtils.sha256Hex(json.writeValueAsBytes(view));
        boolean unchanged = RequestConditions.isKnown(new ETag(tag, false), request);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(tag);
        return unchanged ? answer.build() : answer.body(view);
    }
}
