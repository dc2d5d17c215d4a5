package io.ucmbilling.simulator.deviation;

import io.ucmbilling.testing.ucm.HttpAnswer;
import io.ucmbilling.testing.ucm.HttpFilter;
import io.ucmbilling.testing.ucm.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Filters of a request's query or of its answer, for {@code /cdrapi} or {@code /recapi} alone. */
final class Changes {
    /** Which requests are meant. */
    enum Api {
        CDRAPI,
        RECAPI;

        boolean isOf(HttpRequest request) {
            return request.path().endsWith(this == CDRAPI ? "/cdrapi" : "/recapi");
        }
    }

    /** The new value of a parameter; null: it is left out. */
    interface Value {
        @Nullable
        String of(String value);
    }

    private Changes() {}

    static HttpFilter request(Api api, UnaryOperator<HttpRequest> change) {
        return new HttpFilter() {
            @Override
            public HttpRequest request(HttpRequest asked) {
                return api.isOf(asked) ? change.apply(asked) : asked;
            }
        };
    }

    static HttpFilter answer(Api api, BiFunction<HttpRequest, HttpAnswer, HttpAnswer> change) {
        return new HttpFilter() {
            @Override
            public HttpAnswer answer(HttpRequest asked, HttpAnswer answer) {
                return api.isOf(asked) ? change.apply(asked, answer) : answer;
            }
        };
    }

    /** Right answers that hold text. */
    static HttpFilter text(Api api, UnaryOperator<String> change) {
        return answer(
                api, (asked, answer) -> answer.status() == 200 ? answer.withText(change.apply(answer.text())) : answer);
    }

    /** Requests of that kind are answered with that status. */
    static HttpFilter status(Api api, Predicate<HttpRequest> which, int status) {
        return answer(
                api,
                (asked, answer) ->
                        which.test(asked) ? new HttpAnswer(status, "text/html", new byte[0], List.of()) : answer);
    }

    /** The raw query; empty: none. */
    static HttpFilter query(Api api, UnaryOperator<String> change) {
        return request(api, asked -> {
            String query = asked.query();
            String changed = change.apply(query == null ? "" : query);
            return asked.withQuery(changed.isEmpty() ? null : changed);
        });
    }

    /** The parameters, each as {@code name=value}, raw. */
    static HttpFilter parameters(Api api, UnaryOperator<List<String>> change) {
        return query(
                api,
                query -> query.isEmpty()
                        ? String.join("&", change.apply(List.of()))
                        : String.join("&", change.apply(List.of(query.split("&", -1)))));
    }

    /** The value of each parameter whose name is like that. */
    static HttpFilter value(Api api, String names, Value change) {
        return parameters(api, parameters -> {
            List<String> changed = new ArrayList<>();
            for (String parameter : parameters) {
                String[] parts = parameter.split("=", 2);
                if (!parts[0].matches(names) || parts.length < 2) {
                    changed.add(parameter);
                    continue;
                }
                String value = change.of(parts[1]);
                if (value != null) {
                    changed.add(parts[0] + "=" + value);
                }
            }
            return changed;
        });
    }

    /** The same, of values like that alone. */
    static HttpFilter value(Api api, String names, String like, Value change) {
        return value(api, names, value -> value.matches(like) ? change.of(value) : value);
    }

    static boolean has(List<String> parameters, String name) {
        return parameters.stream().anyMatch(parameter -> parameter.startsWith(name + "="));
    }

    static List<String> and(List<String> parameters, String more) {
        List<String> all = new ArrayList<>(parameters);
        all.add(more);
        return all;
    }
}
