package io.ucmbilling.calls.view;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes that were read one after the other.
 *
 * @param changes in the order of their places
 * @param isCut whether there are more behind them; then it holds one or more
 */
record ChangeRun(List<StoredCall> changes, boolean isCut) {

    /** Returns the changes of both up to where both are known. */
    ChangeRun merged(ChangeRun other, int most) {
        long known = Math.min(known(), other.known());
        List<StoredCall> both = Stream.concat(changes.stream(), other.changes.stream())
                .filter(change -> change.place() <= known)
                .sorted(Comparator.comparingLong(StoredCall::place))
                .toList();
        return new ChangeRun(both.subList(0, Math.min(most, both.size())), isCut || other.isCut || both.size() > most);
    }

    private long known() {
        return isCut ? changes.getLast().place() : Long.MAX_VALUE;
    }
}
