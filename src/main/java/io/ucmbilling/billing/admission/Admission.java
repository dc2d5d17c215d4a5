package io.ucmbilling.billing.admission;

import io.ucmbilling.access.DenialLog;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.access.client.ApiClients;
import io.ucmbilling.access.client.ApiScope;
import io.ucmbilling.access.client.MinuteCounts;
import io.ucmbilling.access.client.MinuteCounts.Budget;
import io.ucmbilling.billing.call.ListParameters;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.query.RawQuery;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** The checks of one request, each of which ends it with a problem or lets it on (billing contract A1, A6, A8, B1). */
final class Admission {
    private static final String POST = "POST";
    private static final int WRONG_KEYS_A_MINUTE = 10;

    private final ApiClients clients;
    private final JwtClients tokens;
    private final MinuteCounts wrongKeys;
    private final MinuteCounts requests;
    private final DenialLog log;

    Admission(ApiClients clients, JwtClients tokens, Clock clock) {
        this.clients = clients;
        this.tokens = tokens;
        this.wrongKeys = new MinuteCounts(clock);
        this.requests = new MinuteCounts(clock);
        this.log = new DenialLog(clock);
    }

    /** Returns who asks. Wrong keys are counted by address; no credentials at all are none. */
    ApiClient client(ApiRequest request) {
        String token = request.token();
        if (token == null) {
            throw new ProblemException(Problem.unauthorized());
        }
        return clients.find(token)
                .or(() -> tokens.find(token))
                .orElseThrow(() -> new ProblemException(wrongKey(request.peer())));
    }

    private Problem wrongKey(String peer) {
        log.note("api", "wrong key", peer);
        Budget budget = wrongKeys.count(peer, WRONG_KEYS_A_MINUTE);
        return budget.exceeded()
                ? Problem.tooManyRequests("too many wrong keys from this address", budget.seconds())
                : Problem.unauthorized();
    }

    void address(ApiClient client, ApiRequest request) {
        if (!client.mayAskFrom(request.peer())) {
            log.note("api client " + client.name(), "address not permitted", request.peer());
            throw new ProblemException(Problem.forbidden("the client may not ask from this address"));
        }
    }

    /** Counts the request of a client that is bounded, and returns how it stands; empty: it is not bounded. */
    Optional<Budget> budget(ApiClient client) {
        Integer allowed = client.requestsPerMinute();
        return allowed == null ? Optional.empty() : Optional.of(requests.count(client.name(), allowed));
    }

    /** Returns the operation that is asked for, if the client may: the scope and the mask come before the method. */
    ApiOperation operation(ApiClient client, ApiRequest request, RawQuery query) {
        List<ApiOperation> there = ApiOperation.at(request.path());
        Optional<ApiOperation> wanted = there.stream()
                .filter(operation -> operation.takes(request.method()))
                .findFirst();
        if (there.isEmpty()) {
            throw new ProblemException(Problem.notFound());
        }
        ApiOperation looked = wanted.orElse(there.getFirst());
        scope(client, request, looked);
        raw(client, looked, query);
        return wanted.orElseThrow(() -> {
            SortedSet<String> allowed = new TreeSet<>();
            there.forEach(operation -> allowed.addAll(operation.methods()));
            return new ProblemException(Problem.methodNotAllowed(request.method(), allowed));
        });
    }

    private static void scope(ApiClient client, ApiRequest request, ApiOperation operation) {
        ApiScope needed = needed(request, operation);
        if (!client.scopes().contains(needed)) {
            throw new ProblemException(Problem.forbidden("the client lacks the scope " + needed.text()));
        }
        if (client.mask() && operation == ApiOperation.RECORDING) {
            throw new ProblemException(Problem.forbidden("recordings are not served to a client with mask"));
        }
    }

    /** Returns the scope of a request; for a path that has only POST and is asked another way, that of all the rest (A6). */
    private static ApiScope needed(ApiRequest request, ApiOperation operation) {
        if (request.method().equals(POST)) {
            return ApiScope.ADMIN;
        }
        return operation.method().equals(HttpMethod.POST) ? ApiScope.CALLS : operation.scope();
    }

    /** Returns the media type of the answer: the one that {@code Accept} wants most of those that the operation has. */
    static MediaType accept(ApiOperation operation, @Nullable String accept) {
        return Negotiation.choose(accept, operation.produces())
                .orElseThrow(() -> new ProblemException(Problem.notAcceptable(
                        accept,
                        operation.produces().stream().map(MediaType::toString).collect(Collectors.joining(" or ")))));
    }

    /** Checks that a body is JSON in UTF-8, if the operation takes one. */
    static void contentType(ApiOperation operation, @Nullable String found) {
        if (operation.method().equals(HttpMethod.POST) && !MediaTypes.isJson(found)) {
            throw new ProblemException(Problem.unsupportedMediaType(found, MediaType.APPLICATION_JSON_VALUE));
        }
    }

    /** Checks that the client may see records as the UCM gave them, if it asks for them (billing contract A5, A6). */
    private static void raw(ApiClient client, ApiOperation operation, RawQuery query) {
        boolean asked = operation.parameters().contains(ListParameters.RAW)
                && query.entries().stream()
                        .anyMatch(entry ->
                                entry.name().equals(ListParameters.RAW.name()) && "true".equals(entry.value()));
        if (asked && client.mask()) {
            throw new ProblemException(Problem.forbidden("raw records are not shown to a client with mask"));
        }
        if (asked && Collections.disjoint(client.scopes(), Set.of(ApiScope.ADMIN, ApiScope.RECORDINGS))) {
            throw new ProblemException(
                    Problem.forbidden("the client lacks the scope admin or recordings, one of which raw=true needs"));
        }
    }

    /** Returns whether nobody can be admitted. */
    boolean isClosed() {
        return clients.isEmpty() && tokens.isEmpty();
    }
}
