package io.ucmbilling.billing.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page; null: this is the last
 */
public record Listing<T>(List<T> items, @Nullable String next) {
    public Listing {
        items = List.copyOf(items);
    }

    /**
     * Returns the answer, which tells of the next page in a Link too.
     *
     * @param nextQuery the query that asks for the next page, encoded, without its cursor; empty: none
     */
    public ResponseEntity<Listing<T>> answer(String path, String nextQuery) {
        return begin(path, nextQuery, next).body(this);
    }

    /** Returns the head of an answer with a page, whatever its body. */
    public static ResponseEntity.BodyBuilder begin(String path, String nextQuery, @Nullable String next) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        if (next != null) {
            String query = nextQuery.isEmpty() ? "" : nextQuery + "&";
            answer.header(HttpHeaders.LINK, "<" + path + "?" + query + "cursor=" + next + ">; rel=\"next\"");
        }
        return answer;
    }
}
