package io.ucmbilling.ucm.transport;

import io.ucmbilling.ucm.http.ContentRange;
import io.ucmbilling.ucm.http.HttpAnswer;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The requests of one session of the newer HTTPS API (contract U1, U2): each is a {@code POST /api} of a JSON object,
 * which holds the cookie that the login gave. The cookies of earlier answers' headers go along. Safe for use by several
 * threads.
 */
final class ApiRequests {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Site site;
    private final SessionCookies cookies;
    private volatile @Nullable String cookie;

    ApiRequests(Site site, Clock clock) {
        this.site = site;
        this.cookies = new SessionCookies(clock);
    }

    /** Puts that cookie into the JSON object of all requests to come. */
    void goWith(String cookie) {
        this.cookie = cookie;
    }

    /** Returns whether an answer has set a cookie by its headers. */
    boolean hasCookies() {
        return cookies.header() != null;
    }

    HttpAnswer send(HttpCall call, Map<String, String> request) throws UcmFault {
        return call.finish(open(call, request, 0));
    }

    /**
     * Sends a request. The caller closes the answer.
     *
     * @param from above 0: asks for the bytes from there on
     */
    StreamingResponse open(HttpCall call, Map<String, String> request, long from) throws UcmFault {
        Map<String, String> complete = new LinkedHashMap<>(request);
        String known = cookie;
        if (known != null) {
            complete.put("cookie", known);
        }
        byte[] body = JSON.writeValueAsBytes(Map.of("request", complete));
        StreamingResponse answer = call.open(() -> {
            HttpPost post = new HttpPost(site.under("/api"));
            post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            String header = cookies.header();
            if (header != null) {
                post.setHeader("Cookie", header);
            }
            ContentRange.ask(post, from);
            return post;
        });
        cookies.take(answer.cookies());
        return answer;
    }
}
