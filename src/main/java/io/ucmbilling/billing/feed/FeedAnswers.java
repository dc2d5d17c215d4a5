package io.ucmbilling.billing.feed;

import io.ucmbilling.billing.call.CallView;
import io.ucmbilling.billing.call.CallViews;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.problem.ProblemKind;
import io.ucmbilling.calls.view.Feed;
import io.ucmbilling.calls.view.FeedChange;
import io.ucmbilling.calls.view.FeedPage;
import io.ucmbilling.calls.view.FeedPosition;
import io.ucmbilling.calls.view.StoredCall;
import java.util.Iterator;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers of the feed, as it is at the moment. Each is written as JSON once, however many are given it. */
@Component
record FeedAnswers(Feed feed, CallViews views, FeedPositions positions, JsonMapper json) {

    /**
     * Answer to one question.
     *
     * @param found whether it has any item
     * @param next as in the answer
     */
    record FeedAnswer(ResponseEntity<byte[]> answer, boolean found, FeedPosition next) {}

    /** Returns what there is behind the question's position; it may be nothing. */
    FeedAnswer of(FeedQuestion question) {
        FeedPosition after = question.after();
        if (after == null) {
            FeedPosition end = feed.end();
            return new FeedAnswer(nothing(end), false, end);
        }
        FeedPage page = feed.after(after, question.sites(), question.limit())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemKind.GONE,
                        "after: the database does not know this position, as it was restored from a backup: follow from"
                                + " the beginning")));
        List<ChangeView> items = items(page.changes(), question);
        return new FeedAnswer(
                written(new ChangesView(items, positions.write(page.next()), page.more())),
                !items.isEmpty(),
                page.next());
    }

    /** Returns that there is nothing, as of when the follower was last told so. */
    ResponseEntity<byte[]> nothing(FeedPosition position) {
        return written(new ChangesView(List.of(), positions.write(position), false));
    }

    /** Returns the same, as the last answer of its connection: the replica stops. */
    ResponseEntity<byte[]> last(FeedPosition position) {
        ResponseEntity<byte[]> nothing = nothing(position);
        return ResponseEntity.ok()
                .headers(nothing.getHeaders())
                .header(HttpHeaders.CONNECTION, "close")
                .body(nothing.getBody());
    }

    private ResponseEntity<byte[]> written(ChangesView changes) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(json.writeValueAsBytes(changes));
    }

    private List<ChangeView> items(List<FeedChange> changes, FeedQuestion question) {
        List<StoredCall> kept = changes.stream()
                .map(FeedChange::call)
                .filter(call -> call.call() != null)
                .toList();
        Iterator<CallView> shown = views.of(kept, question.client()).iterator();
        return changes.stream()
                .map(change -> ChangeView.of(change, change.call().call() == null ? null : shown.next()))
                .toList();
    }
}
