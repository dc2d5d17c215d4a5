package io.ucmbilling.billing.admission;

import io.ucmbilling.access.client.ApiScope;
import io.ucmbilling.billing.call.CallParameters;
import io.ucmbilling.billing.call.ListParameters;
import io.ucmbilling.billing.call.UsageParameters;
import io.ucmbilling.billing.query.FeedParameters;
import io.ucmbilling.billing.query.Parameter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The operations of the REST view: method, path, scope, media types and parameters of each. */
public enum ApiOperation {
    SITES(HttpMethod.GET, "/api/v1/sites", ApiScope.CALLS, List.of(Parameter.LIMIT, Parameter.CURSOR)),
    SITE(HttpMethod.GET, "/api/v1/sites/{id}", ApiScope.CALLS, List.of()),
    DAYS(
            HttpMethod.GET,
            "/api/v1/sites/{id}/days",
            ApiScope.CALLS,
            List.of(Parameter.FROM, Parameter.TO, Parameter.LIMIT, Parameter.CURSOR)),
    DAY_CALLS(
            HttpMethod.GET, "/api/v1/sites/{id}/days/{date}/calls", ApiScope.CALLS, List.of(), MediaTypes.OF_DAY_CALLS),
    CALLS(HttpMethod.GET, "/api/v1/calls", ApiScope.CALLS, ListParameters.OF_CALLS, MediaTypes.OF_CALLS),
    CALL(HttpMethod.GET, "/api/v1/calls/{id}", ApiScope.CALLS, List.of(ListParameters.RAW)),
    LEGS(HttpMethod.GET, "/api/v1/legs", ApiScope.CALLS, ListParameters.OF_LEGS, MediaTypes.OF_LEGS),
    RECORDING(
            HttpMethod.GET,
            "/api/v1/calls/{id}/recordings/{number}",
            ApiScope.RECORDINGS,
            List.of(),
            List.of(MediaType.valueOf("audio/wav"))),
    CHANGES(
            HttpMethod.GET,
            "/api/v1/changes",
            ApiScope.FEED,
            List.of(FeedParameters.AFTER, Parameter.LIMIT, FeedParameters.WAIT, CallParameters.SITE)),
    USAGE(HttpMethod.GET, "/api/v1/usage", ApiScope.CALLS, UsageParameters.OF_USAGE),
    COLLECT(HttpMethod.POST, "/api/v1/sites/{id}/collections", ApiScope.ADMIN, List.of()),
    COLLECTION(HttpMethod.GET, "/api/v1/collections/{id}", ApiScope.CALLS, List.of()),
    AUDIT(
            HttpMethod.GET,
            "/api/v1/audit",
            ApiScope.ADMIN,
            List.of(Parameter.FROM, Parameter.TO, Parameter.ZONE, Parameter.LIMIT, Parameter.CURSOR));

    private final HttpMethod method;
    private final PathPattern path;
    private final ApiScope scope;
    private final List<Parameter<?>> parameters;
    private final List<MediaType> produces;

    ApiOperation(HttpMethod method, String path, ApiScope scope, List<Parameter<?>> parameters) {
        this(method, path, scope, parameters, List.of(MediaType.APPLICATION_JSON));
    }

    ApiOperation(
            HttpMethod method, String path, ApiScope scope, List<Parameter<?>> parameters, List<MediaType> produces) {
        this.method = method;
        this.path = PathPatternParser.defaultInstance.parse(path);
        this.scope = scope;
        this.parameters = parameters;
        this.produces = produces;
    }

    /** Returns the operations on that path, whatever their method; empty: there is no such resource. */
    static List<ApiOperation> at(PathContainer path) {
        return Arrays.stream(values())
                .filter(operation -> operation.path.matches(path))
                .toList();
    }

    /** Returns what stands in a path in the place of a variable; empty: the path is that of another operation. */
    Optional<String> variable(String name, PathContainer found) {
        return Optional.ofNullable(path.matchAndExtract(found))
                .map(match -> match.getUriVariables().get(name));
    }

    /** Returns whether a request of that method asks for it. HEAD is GET. */
    boolean takes(String found) {
        return methods().contains(found);
    }

    SortedSet<String> methods() {
        return new TreeSet<>(method.equals(HttpMethod.GET) ? List.of("GET", "HEAD") : List.of(method.name()));
    }

    public HttpMethod method() {
        return method;
    }

    public String path() {
        return path.getPatternString();
    }

    ApiScope scope() {
        return scope;
    }

    /** Returns the media types that it can answer in, the one preferred first. */
    List<MediaType> produces() {
        return produces;
    }

    public List<Parameter<?>> parameters() {
        return parameters;
    }

    public SortedSet<String> parameterNames() {
        return Collections.unmodifiableSortedSet(
                parameters.stream().map(Parameter::name).collect(Collectors.toCollection(TreeSet::new)));
    }
}
