package io.ucmbilling.billing.admission;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.access.client.MinuteCounts.Budget;
import io.ucmbilling.billing.call.ClientParameters;
import io.ucmbilling.billing.call.ListParameters;
import io.ucmbilling.billing.problem.FailureProblems;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemAnswer;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.billing.query.RawQuery;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The checks of each request to the REST view, in the order of billing contract B1. The first that fails is answered.
 *
 * <ol>
 *   <li>The key or token: 401, or 429 if too many wrong ones came from the address.
 *   <li>The address: 403.
 *   <li>The number of requests in this minute: 429. Requests that end before are not counted.
 *   <li>The scope, and whether raw records may be shown: 403. Then the method, {@code Accept} and
 *       {@code Content-Type}: 405, 406, 415.
 *   <li>The names of the parameters, then their values in the order of the query: 400.
 * </ol>
 *
 * <p>Whether the resource exists is for its controller. A path that belongs to no operation is 404 in the place of the scope.
 */
final class AdmissionFilter extends OncePerRequestFilter {
    /** The request attribute with the {@link ApiClient}. Without it no controller answers. */
    static final String CLIENT = "client";

    /** The request attribute with the {@link ParameterValues}. */
    static final String PARAMETERS = "parameters";

    private static final int MINUTE_SECONDS = 60;

    /** The request attribute with the {@link MediaType} of the answer. */
    static final String MEDIA_TYPE = "mediaType";

    private final Admission admission;
    private final ClientParameters clientParameters;
    private final RefusalAudit refusals;

    AdmissionFilter(Admission admission, ClientParameters clientParameters, RefusalAudit refusals) {
        this.admission = admission;
        this.clientParameters = clientParameters;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            admit(request, response);
        } catch (ProblemException e) {
            ProblemAnswer.write(e.problem(), response);
            return;
        } catch (DataAccessException e) {
            ProblemAnswer.write(FailureProblems.ofDatabase(e), response);
            return;
        }
        chain.doFilter(request, response);
    }

    private void admit(HttpServletRequest request, HttpServletResponse response) {
        ApiRequest asked = ApiRequest.of(request);
        ApiClient client = admission.client(asked);
        try {
            admit(client, asked, request, response);
        } catch (ProblemException e) {
            refusals.note(client, asked, e.problem());
            throw e;
        }
    }

    private void admit(ApiClient client, ApiRequest asked, HttpServletRequest request, HttpServletResponse response) {
        admission.address(client, asked);
        admission.budget(client).ifPresent(budget -> spend(client, budget, response));
        RawQuery query = RawQuery.parse(request.getQueryString());
        ApiOperation operation = admission.operation(client, asked, query);
        MediaType type = Admission.accept(operation, asked.accept());
        Admission.contentType(operation, asked.contentType());
        query.refuseUnknown(operation.parameterNames());
        List<Parameter<?>> parameters = clientParameters.of(client, operation.parameters(), query);
        if (!type.equals(MediaType.APPLICATION_JSON)) {
            parameters = ListParameters.ofStream(parameters);
        }
        request.setAttribute(PARAMETERS, ParameterValues.read(query, parameters));
        request.setAttribute(MEDIA_TYPE, type);
        request.setAttribute(CLIENT, client);
        SecurityContextHolder.setContext(new SecurityContextImpl(new AdmittedClient(client)));
    }

    /** Tells how the client stands, as draft-ietf-httpapi-ratelimit-headers-10 has it, and refuses what is too much. */
    private static void spend(ApiClient client, Budget budget, HttpServletResponse response) {
        response.setHeader(
                "RateLimit-Policy", "\"requests\";q=%d;w=%d".formatted(client.requestsPerMinute(), MINUTE_SECONDS));
        response.setHeader("RateLimit", "\"requests\";r=%d;t=%d".formatted(budget.left(), budget.seconds()));
        if (budget.exceeded()) {
            throw new ProblemException(Problem.tooManyRequests(
                    "the client may ask %d times a minute".formatted(client.requestsPerMinute()), budget.seconds()));
        }
    }
}
