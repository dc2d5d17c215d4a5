package io.ucmbilling.billing.call;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.RawQuery;
import io.ucmbilling.billing.query.ValueFormat;
import io.ucmbilling.calls.view.NumberMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/**
 * Parameters as a client may use them (billing contract A4, A5). A site that it may not see is refused in the words for one that there
 * is not, which list its own sites alone. If numbers are masked, their beginnings are refused: they would tell digit after digit.
 */
@Component
public final class ClientParameters {
    private final SeenSites sites;

    ClientParameters(SeenSites sites) {
        this.sites = sites;
    }

    /**
     * Returns parameters of the same names in the same order.
     *
     * @param query if it names no site, the sites are not asked for
     */
    public List<Parameter<?>> of(ApiClient client, List<Parameter<?>> parameters, RawQuery query) {
        List<Parameter<?>> own = new ArrayList<>(parameters);
        if (own.contains(CallParameters.SITE) && query.names(CallParameters.SITE)) {
            own.set(own.indexOf(CallParameters.SITE), CallParameters.SITE.with(siteOf(client)));
        }
        if (client.mask()) {
            own.replaceAll(parameter -> CallParameters.NUMBERS.contains(parameter) ? masked(parameter) : parameter);
        }
        return own;
    }

    private ValueFormat<String> siteOf(ApiClient client) {
        SortedSet<String> seen = sites.of(client);
        return new ValueFormat<>(
                seen.isEmpty() ? "none: the client sees no site" : "one of " + String.join(", ", seen),
                value -> Optional.of(value).filter(seen::contains));
    }

    private static Parameter<NumberMatch> masked(Parameter<?> parameter) {
        ValueFormat<NumberMatch> whole = new ValueFormat<>(
                "a whole number without a * behind it",
                value -> CallParameters.text()
                        .reader()
                        .read(value)
                        .filter(text -> !text.endsWith("*"))
                        .map(text -> new NumberMatch(text, NumberMatch.Kind.WHOLE)));
        return Parameter.several(parameter.name(), whole);
    }
}
