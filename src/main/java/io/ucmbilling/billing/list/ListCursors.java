package io.ucmbilling.billing.list;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.call.CallParameters;
import io.ucmbilling.billing.query.Cursors;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.calls.query.ListPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cursors of one list.
 *
 * @param list what the list is: client, endpoint, filters as understood, zone, and what else makes another list
 */
record ListCursors(Cursors cursors, List<String> list) {

    /** @param others what makes another list beside the filters, such as the order */
    static ListCursors of(
            Cursors cursors, ApiClient client, String path, ParameterValues parameters, List<String> others) {
        List<String> list = new ArrayList<>(List.of(client.name(), path));
        list.addAll(CallParameters.asUnderstood(parameters));
        list.addAll(others);
        return new ListCursors(cursors, list);
    }

    String write(ListPosition position) {
        return cursors.write(list, position.startedAt() + " " + position.id());
    }

    /** Returns where the page begins; null: it is the first. */
    @Nullable
    ListPosition read(ParameterValues parameters) {
        return parameters
                .one(Parameter.CURSOR)
                .map(cursor -> position(cursors.read(list, cursor)))
                .orElse(null);
    }

    private static ListPosition position(String text) {
        int space = text.indexOf(' ');
        return new ListPosition(Instant.parse(text.substring(0, space)), UUID.fromString(text.substring(space + 1)));
    }
}
