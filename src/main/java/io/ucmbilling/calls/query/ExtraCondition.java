package io.ucmbilling.calls.query;

import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.ExtraConditions;
import io.ucmbilling.calls.view.ExtraConditions.LocalPeriod;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the report asks of calls beyond the filters of the REST view, as a condition on the table of calls, which the statement names
 * {@code c}.
 *
 * <p>Whether the caller of a missed call reached somebody later, or was called, is asked of each caller since their last missed call, and
 * of each missed call of those who were not, by one index of each later month after the other, until one is found. So it costs as much as
 * there are callers in vain in the period, however many other calls there are.
 */
record ExtraCondition(CallFilter filter, SiteNumbers sites) {
    /** Texts that are looked through for what is written into the report's field for free text. */
    private static final List<String> TEXTS = List.of(
            "c.caller_number",
            "c.caller_presented",
            "c.caller_e164",
            "c.callee_number",
            "c.callee_e164",
            "c.dialled_number",
            "c.dialled_e164",
            "c.answered_by",
            "c.caller_name",
            "c.account_code",
            "coalesce(c.session, c.key)");

    private static final String LOCAL_START =
            "((c.started_at AT TIME ZONE 'UTC') + make_interval(secs => c.utc_offset))";

    private static final String MISSED = " AND c.direction = 'I' AND c.status <> 'A'";
    private static final String REACHED = "later.status = 'A' AND later.direction IN ('I', 'E')";
    private static final String CALLED = "later.direction IN ('O', 'E')";

    /** The caller's number if it is not known in E.164. Where it is null, an index need not be looked at. */
    private static final String NUMBER = "CASE WHEN c.caller_e164 IS NULL THEN c.caller_number END";

    /**
     * What must be of no later call, with an index of its own.
     *
     * @param callers of which callers it is asked. It is true of no other, and for them no partition is looked at
     */
    private record Contact(String condition, String callers) {}

    private static final String IN_E164 = "c.caller_e164 IS NOT NULL";
    private static final String OTHERWISE = "c.caller_e164 IS NULL";

    private static final List<Contact> CONTACTS = List.of(
            new Contact(REACHED + " AND later.caller_e164 = c.caller_e164", IN_E164),
            new Contact(CALLED + " AND later.callee_e164 = c.caller_e164", IN_E164),
            new Contact(REACHED + " AND later.site = c.site AND later.caller_number = " + NUMBER, OTHERWISE),
            new Contact(CALLED + " AND later.site = c.site AND later.callee_number = " + NUMBER, OTHERWISE));

    private static final String ANY_CONTACT =
            CONTACTS.stream().map(Contact::condition).collect(Collectors.joining(" OR "));

    /** Adds all that is asked behind WHERE and what stands there. */
    void add(Sql sql) {
        ExtraConditions extras = filter.extras();
        if (!extras.callerNames().isEmpty()) {
            sql.add(" AND (false");
            for (String name : extras.callerNames()) {
                new CaselessText(name).add(sql.add(" OR "), "c.caller_name");
            }
            sql.add(")");
        }
        if (extras.hours() != null) {
            new HoursCondition(extras.hours(), filter.from(), filter.to()).add(sql.add(" AND "));
        }
        if (extras.period() != null) {
            addPeriod(sql, extras.period());
        }
        if (extras.freeText() != null) {
            sql.add(" AND (false");
            for (String column : TEXTS) {
                new CaselessText(extras.freeText()).add(sql.add(" OR "), column);
            }
            sql.add(")");
        }
        CallConditions.addRange(sql, "c.wait", extras.waited());
        if (extras.missedNotCalledBack()) {
            addMissed(sql);
        }
    }

    private void addPeriod(Sql sql, LocalPeriod period) {
        if (period.ofSites().isEmpty()) {
            addBounds(sql, period);
            return;
        }
        sql.addArray(" AND (c.site <> ALL (?)", "int2", numbers(period.ofSites().keySet()));
        addBounds(sql, period);
        for (LocalPeriod other : Set.copyOf(period.ofSites().values())) {
            Set<String> having = period.ofSites().keySet().stream()
                    .filter(site -> period.of(site).equals(other))
                    .collect(Collectors.toSet());
            sql.addArray(" OR c.site = ANY (?)", "int2", numbers(having));
            addBounds(sql, other);
        }
        sql.add(")");
    }

    private Object[] numbers(Set<String> ids) {
        return sites.names().entrySet().stream()
                .filter(site -> ids.contains(site.getValue()))
                .map(Map.Entry::getKey)
                .toArray();
    }

    private static void addBounds(Sql sql, LocalPeriod period) {
        if (period.from() != null) {
            sql.addLiteral(" AND " + LOCAL_START + " >= CAST(? AS timestamp)", Timestamps.text(period.from()));
        }
        if (period.to() != null) {
            sql.addLiteral(" AND " + LOCAL_START + " < CAST(? AS timestamp)", Timestamps.text(period.to()));
        }
    }

    /** Calls that no index holds are few, and most often none: then nothing is asked of each missed call. */
    private void addMissed(Sql sql) {
        sql.add(MISSED);
        addNotReachedSince(sql);
        for (Contact contact : CONTACTS) {
            addLater(sql.add(" AND NOT EXISTS ("));
            addAfter(sql, contact.callers()).add(" AND later.searchable AND " + contact.condition() + ")");
        }
        addLater(sql.add(" AND (NOT EXISTS (")).add(" AND NOT later.searchable) OR NOT EXISTS (");
        addLater(sql);
        addAfter(sql, "true").add(" AND NOT later.searchable AND (" + ANY_CONTACT + ")))");
    }

    /**
     * Leaves out, in one step, the callers who were reached or called after the last call that they made in vain. Only of the others
     * each call is looked at: many calls in vain are of few callers. They are found once, as an array, and looked up by their hash: the
     * array alone would be gone through for each call.
     */
    private void addNotReachedSince(Sql sql) {
        sql.add(" AND (c.caller_e164 IS NULL OR c.caller_e164 NOT IN (SELECT unnest(ARRAY(SELECT c.caller_e164 FROM"
                + " (SELECT caller_e164, max(started_at) AS started_at FROM call AS c WHERE ");
        sites.add(sql, "c.site");
        CallPeriod.of(filter).add(sql);
        sql.add(MISSED + " AND c.caller_e164 IS NOT NULL GROUP BY caller_e164) AS c" + " WHERE ");
        addReached(sql, REACHED + " AND later.caller_e164 = c.caller_e164");
        addReached(sql.add(" OR "), CALLED + " AND later.callee_e164 = c.caller_e164");
        sql.add("))))");
    }

    private void addReached(Sql sql, String contact) {
        addLater(sql.add("EXISTS ("));
        sql.add(" AND later.started_at > c.started_at AND later.month >= date_trunc('month', c.started_at AT TIME ZONE"
                + " 'UTC')::date AND later.searchable AND " + contact + ")");
    }

    private Sql addLater(Sql sql) {
        sites.add(sql.add("SELECT FROM call AS later WHERE "), "later.site");
        if (filter.from() != null) {
            CallPeriod.addFrom(sql, "later", filter.from());
        }
        return sql;
    }

    /** Without a month, no partition can have the call: then the index of none is opened, which is most of the cost. */
    private static Sql addAfter(Sql sql, String callers) {
        return sql.add(" AND later.started_at > c.started_at AND (later.month >= CASE WHEN " + callers
                + " THEN c.month END OR later.month = CASE WHEN " + callers + " THEN DATE '0001-01-01' END)");
    }
}
