package io.ucmbilling.calls.query;

import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.store.database.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Condition that one index of the table of calls serves. The calls that a filter looks for are among those of its conditions
 * together, and the unsearchable ones.
 *
 * @param write adds it behind AND
 */
record IndexedCondition(Consumer<Sql> write) {
    private static final int MOST = 12;

    /** Columns of each party: the number as given, and as E.164. */
    private static final List<String> CALLER = List.of("c.caller_number", "c.caller_e164");

    private static final List<String> CALLEE = List.of("c.callee_number", "c.callee_e164");
    private static final List<String> DIALLED = List.of("c.dialled_number", "c.dialled_e164");
    private static final List<String> ANSWERED_BY = List.of("c.answered_by");

    /** Returns those of what selects most, as a rule, of all that is asked; none: nothing asked has an index. */
    static List<IndexedCondition> of(CallFilter filter) {
        if (areIndexed(filter.callers())) {
            return numbers(filter.callers(), List.of(CALLER));
        }
        if (areIndexed(filter.callees())) {
            return numbers(filter.callees(), List.of(CALLEE));
        }
        if (areIndexed(filter.dialled())) {
            return numbers(filter.dialled(), List.of(CALLEE, DIALLED));
        }
        if (areIndexed(filter.answeredBy())) {
            return numbers(filter.answeredBy(), List.of(ANSWERED_BY));
        }
        if (areIndexed(filter.parties())) {
            return numbers(filter.parties(), List.of(CALLER, CALLEE, DIALLED, ANSWERED_BY));
        }
        return ofTexts(filter);
    }

    /** Returns whether each of them alone says all that is asked of the parties: any of these may match. */
    static boolean sayParties(CallFilter filter) {
        boolean others = !filter.callers().isEmpty()
                || !filter.callees().isEmpty()
                || !filter.dialled().isEmpty()
                || !filter.answeredBy().isEmpty();
        return !others && areIndexed(filter.parties()) && !filter.numbersMasked();
    }

    private static List<IndexedCondition> ofTexts(CallFilter filter) {
        if (!filter.accountCodes().isEmpty()) {
            return List.of(array("c.account_code = ANY (?)", filter.accountCodes()));
        }
        Set<NumberMatch> extensions = filter.extensions();
        if (!extensions.isEmpty() && extensions.stream().allMatch(IndexedCondition::isWhole)) {
            return List.of(array(
                    "c.extensions && ?",
                    extensions.stream().map(NumberMatch::text).toList()));
        }
        if (!filter.trunks().isEmpty()) {
            return List.of(array("c.trunk_tokens && ?", filter.trunks()), array("c.trunk_names && ?", filter.trunks()));
        }
        return List.of();
    }

    private static boolean areIndexed(Set<NumberMatch> numbers) {
        return !numbers.isEmpty() && numbers.stream().noneMatch(number -> number.kind() == NumberMatch.Kind.ANYWHERE);
    }

    private static boolean isWhole(NumberMatch number) {
        return number.kind() == NumberMatch.Kind.WHOLE;
    }

    private static IndexedCondition array(String condition, Collection<String> values) {
        return new IndexedCondition(sql -> sql.addArray(condition, "text", values.toArray()));
    }

    /** Returns one for all whole numbers and one for each beginning, of each column; if that is many, one of each column. */
    private static List<IndexedCondition> numbers(Set<NumberMatch> numbers, List<List<String>> parties) {
        List<NumberCondition> columns =
                parties.stream().flatMap(List::stream).map(NumberCondition::new).toList();
        List<List<NumberMatch>> parts = new ArrayList<>();
        List<NumberMatch> whole =
                numbers.stream().filter(IndexedCondition::isWhole).toList();
        if (!whole.isEmpty()) {
            parts.add(whole);
        }
        numbers.stream().filter(number -> !isWhole(number)).forEach(number -> parts.add(List.of(number)));
        List<List<NumberMatch>> each =
                parts.size() * columns.size() > MOST ? List.of(List.copyOf(numbers)) : List.copyOf(parts);
        return columns.stream()
                .flatMap(column -> each.stream()
                        .filter(part -> mayHold(column, part))
                        .map(part -> new IndexedCondition(sql -> {
                            column.add(sql, part);
                            sql.add(" AND " + column.column() + " IS NOT NULL");
                        })))
                .toList();
    }

    /** Returns whether any of the numbers may be in the column: one in E.164 begins with a plus. */
    private static boolean mayHold(NumberCondition column, List<NumberMatch> numbers) {
        return !column.column().endsWith("_e164")
                || numbers.stream().anyMatch(number -> number.text().startsWith("+"));
    }
}
