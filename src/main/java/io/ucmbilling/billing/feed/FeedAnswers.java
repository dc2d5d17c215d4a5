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
import org.springframework.stereotype.Component;

/** Answers of the feed, as it is at the moment. */
@Component
record FeedAnswers(Feed feed, CallViews views, FeedPositions positions) {

    /**
     * Answer to one question.
     *
     * @param next as in the view
     */
    record FeedAnswer(ChangesView view, FeedPosition next) {}

    /** Returns what there is behind the question's position; it may be nothing. */
    FeedAnswer of(FeedQuestion question) {
        FeedPosition after = question.after();
        if (after == null) {
            FeedPosition end = feed.end();
            return new FeedAnswer(nothing(end), end);
        }
        FeedPage page = feed.after(after, question.sites(), question.limit())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemKind.GONE,
                        "after: the database does not know this position, as it was restored from a backup: follow from"
                                + " the beginning")));
        return new FeedAnswer(
                new ChangesView(items(page.changes(), question), positions.write(page.next()), page.more()),
                page.next());
    }

    /** Returns that there is nothing, as of when the follower was last told so. */
    ChangesView nothing(FeedPosition position) {
        return new ChangesView(List.of(), positions.write(position), false);
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
