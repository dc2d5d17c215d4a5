package io.ucmbilling.cdrapi.api;

import io.ucmbilling.cdrapi.connection.PeerConnection;
import io.ucmbilling.cdrapi.export.Exchange;
import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.cdrapi.page.CdrapiAnswers;
import io.ucmbilling.cdrapi.recapi.RecapiAnswers;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.CdrQuery.Parsed;
import io.ucmbilling.contract.query.QueryString;
import io.ucmbilling.contract.query.RecQuery;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers about records and recordings, made by the code that serves the guide's API: the same parameters, the same bytes.
 * Only what is wrong or missing is told by a status.
 */
final class RecordAnswers {
    /** Newer firmware's choice of what startTime and endTime bound. */
    private static final String TIME_FILTER = "timeFilterType";

    private static final String BY_START = "Start";
    private static final Set<String> TIMES = Set.of("starttime", "endtime");
    private static final String DIGITS = "[0-9]{1,18}";

    private final CdrapiAnswers cdrapi;
    private final RecapiAnswers recapi;

    RecordAnswers(CdrapiAnswers cdrapi, RecapiAnswers recapi) {
        this.cdrapi = cdrapi;
        this.recapi = recapi;
    }

    RequestOutcome cdrapi(Exchange exchange, Map<String, String> parameters) throws IOException {
        Map<String, String> asked = new LinkedHashMap<>();
        String timeFilter = BY_START;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (parameter.getKey().equalsIgnoreCase(TIME_FILTER)) {
                timeFilter = parameter.getValue();
            } else {
                asked.put(parameter.getKey(), value(parameter));
            }
        }
        if (!timeFilter.equalsIgnoreCase(BY_START)) {
            // To answer by the start all the same would be to give other calls than were asked for.
            return refuse(exchange, ApiStatus.UNSUPPORTED, TIME_FILTER + ": found another value, expected Start");
        }
        return switch (CdrQuery.parse(QueryString.of(asked), null)) {
            case Parsed.Wrong wrong -> refuse(exchange, ApiStatus.INVALID_PARAMETERS, wrong.reason());
            case Parsed.Valid(CdrQuery query) ->
                told(
                        exchange.response(),
                        cdrapi.page(exchange.export(), query, exchange.request(), exchange.response()));
        };
    }

    /** Returns a parameter's value. Some clients send a time with a space where the guide has a {@code T}. */
    private static String value(Map.Entry<String, String> parameter) {
        return TIMES.contains(parameter.getKey().toLowerCase(Locale.ROOT))
                ? parameter.getValue().replaceFirst("^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:)", "$1T$2")
                : parameter.getValue();
    }

    RequestOutcome recapi(Exchange exchange, Map<String, String> parameters) throws IOException {
        return switch (RecQuery.parse(QueryString.of(parameters), null)) {
            case RecQuery.Wrong wrong -> refuse(exchange, ApiStatus.INVALID_PARAMETERS, wrong.reason());
            case RecQuery query -> {
                PeerConnection.current().ifPresent(PeerConnection::allowLongAnswer);
                yield told(exchange.response(), recapi.answer(exchange, query));
            }
        };
    }

    /** Answers with the recordings of the record with that AcctId, joined by commas. */
    RequestOutcome recordFiles(Exchange exchange, String id) throws IOException {
        if (!id.matches(DIGITS)) {
            return refuse(exchange, ApiStatus.INVALID_PARAMETERS, "id: found no number, expected an AcctId");
        }
        HttpServletResponse response = exchange.response();
        return told(response, cdrapi.recordFiles(exchange, Long.parseLong(id), recordFiles -> {
            String names = Arrays.stream(recordFiles.split("@"))
                    .filter(name -> !name.isBlank())
                    .collect(Collectors.joining(","));
            return names.isEmpty()
                    ? ApiReply.refuse(response, ApiStatus.INVALID_VALUE)
                    : ApiReply.give(response, Map.of("recordfiles", names));
        }));
    }

    private RequestOutcome refuse(Exchange exchange, ApiStatus status, String reason) throws IOException {
        cdrapi.noteRefusal(exchange.export(), reason);
        return ApiReply.refuse(exchange.response(), status);
    }

    /** Tells by a status what the guide's API tells by an HTTP status alone. */
    private static RequestOutcome told(HttpServletResponse response, RequestOutcome outcome) throws IOException {
        if (response.isCommitted() || response.getStatus() == HttpServletResponse.SC_OK) {
            return outcome;
        }
        return switch (outcome) {
            case NOT_FOUND -> {
                response.setStatus(HttpServletResponse.SC_OK);
                yield ApiReply.refuse(response, ApiStatus.UPDATE_FAILED);
            }
            case UNAVAILABLE -> ApiReply.refuse(response, ApiStatus.TOO_FREQUENT);
            case TIMED_OUT -> ApiReply.refuse(response, ApiStatus.SYSTEM_TIMEOUT);
            case FAILED -> ApiReply.refuse(response, ApiStatus.ABNORMAL_SYSTEM_ERROR);
            case ANSWERED, REFUSED, NOT_PERMITTED, UNAUTHORIZED, WRONG_METHOD, WRONG_BODY, BROKEN_OFF -> outcome;
        };
    }
}
