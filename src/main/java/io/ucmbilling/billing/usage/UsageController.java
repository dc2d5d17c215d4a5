package io.ucmbilling.billing.usage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.admission.ApiSettings;
import io.ucmbilling.billing.answer.QueryPermits;
import io.ucmbilling.billing.call.CallMask;
import io.ucmbilling.billing.call.CallParameters;
import io.ucmbilling.billing.call.UsageParameters;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.billing.query.Period;
import io.ucmbilling.calls.usage.Usage;
import io.ucmbilling.calls.usage.UsageItem;
import io.ucmbilling.calls.usage.UsageKey;
import io.ucmbilling.calls.usage.UsageMeasure;
import io.ucmbilling.calls.usage.UsageQuestion;
import io.ucmbilling.calls.usage.UsageValue;
import io.ucmbilling.store.serving.QueryClient;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/usage} (billing contract B4). */
@RestController
@Tag(name = "Usage")
record UsageController(Usage usage, CallParameters calls, QueryPermits permits, ApiSettings settings) {

    /** Answers sums over the calls that match. */
    @GetMapping(path = "/api/v1/usage", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "usage",
            summary = "Sums over calls",
            description =
                    "A call counts in the slot of its startedAt in zone. Always equal to what the calls of the list"
                            + " with the same filters add up to. An answer of more than 200000 items is refused.")
    ResponseEntity<UsageView> usage(
            @RequestAttribute ApiClient client,
            @RequestAttribute ParameterValues parameters,
            HttpServletRequest request) {
        UsageQuestion question = new UsageQuestion(
                calls.filter(parameters, client), Period.of(parameters).zone(), keys(parameters));
        Optional<Integer> top = top(parameters);
        QueryClient waiting = new QueryClient(settings.queryTimeout(), ClientPresence.of(request)::isOpen);
        List<UsageItem> items = permits.with(client, () -> usage.of(question, waiting))
                .orElseThrow(() -> wrong(
                        UsageParameters.GROUP_BY,
                        parameters,
                        "fewer than " + Usage.MOST_ITEMS + " items: a shorter period, or fewer keys"));
        UsageMeasure measure = parameters.one(UsageParameters.BY).orElse(UsageMeasure.CALLS);
        List<UsageItem> shown = measure.greatest(items, top.orElse(items.size()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new UsageView(
                        shown.stream()
                                .map(item -> item(item, question.keys(), client))
                                .toList(),
                        null));
    }

    private static Optional<Integer> top(ParameterValues parameters) {
        Optional<Integer> top = parameters.one(UsageParameters.TOP);
        if (top.isEmpty() && parameters.one(UsageParameters.BY).isPresent()) {
            throw wrong(UsageParameters.BY, parameters, "top beside it, or no by");
        }
        return top;
    }

    private static List<UsageKey> keys(ParameterValues parameters) {
        List<UsageKey> keys = parameters.all(UsageParameters.GROUP_BY);
        if (new HashSet<>(keys).size() < keys.size()
                || keys.stream().filter(UsageKey::isPart).count() > 1) {
            throw wrong(
                    UsageParameters.GROUP_BY,
                    parameters,
                    "each key once, and one of trunk, extension and kind at most");
        }
        return keys;
    }

    private static ProblemException wrong(Parameter<?> parameter, ParameterValues parameters, String expected) {
        String found = parameters.all(parameter).stream()
                .map(value -> value instanceof UsageKey key ? key.text() : shown(value))
                .collect(Collectors.joining(","));
        return new ProblemException(Problem.wrongValue(parameter.name(), found, expected));
    }

    private static String shown(Object value) {
        return value == UsageMeasure.BILLABLE_SECONDS
                ? "billableSeconds"
                : value == UsageMeasure.CALLS ? "calls" : "" + value;
    }

    private static Map<String, @Nullable Object> item(UsageItem item, List<UsageKey> keys, ApiClient client) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            members.put(keys.get(i).text(), shown(keys.get(i), item.values().get(i), client));
        }
        members.put("calls", item.calls());
        members.put("answeredCalls", item.answered());
        members.put("durationSeconds", item.durationSeconds());
        members.put("billableSeconds", item.billableSeconds());
        members.put("waitSeconds", item.waitSeconds());
        members.put("maxWaitSeconds", item.maxWaitSeconds());
        return members;
    }

    /** Returns the value of a key as the client sees it. Trunks whose names differ in what is hidden stay items of their own (A5). */
    private static Object shown(UsageKey key, UsageValue value, ApiClient client) {
        return switch (key) {
            case HOUR_OF_WEEK -> value.number();
            case TRUNK -> client.mask() ? CallMask.textOfMany(value.text()) : value.text();
            case HOUR, DAY, MONTH, SITE, DIRECTION, STATUS, EXTENSION, KIND -> value.text();
        };
    }
}
