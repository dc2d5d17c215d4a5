package io.ucmbilling.billing.list;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.call.CallView.RecordingView;
import io.ucmbilling.billing.call.SeenSites;
import io.ucmbilling.billing.list.StreamedCalls.StreamFormat;
import io.ucmbilling.billing.list.StreamedCalls.StreamRequest;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.problem.ProblemKind;
import io.ucmbilling.billing.query.Formats;
import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.collection.ledger.DayStandings.Standing;
import io.ucmbilling.collection.ledger.SiteDays;
import io.ucmbilling.collection.ledger.SiteDays.SiteDay;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.ucm.site.Site;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/sites/{id}/days/{date}/calls}: the calls of a day that is proven (billing contract B6). */
@RestController
@Tag(name = "Days")
class DayCallsController {
    private final SeenSites sites;
    private final SiteDays days;
    private final StreamedCalls streamed;
    private final SpoolSpace space;
    private final JsonMapper lines;

    DayCallsController(SeenSites sites, SiteDays days, StreamedCalls streamed, SpoolSpace space, JsonMapper json) {
        this.sites = sites;
        this.days = days;
        this.streamed = streamed;
        this.space = space;
        this.lines = json.rebuild()
                .addMixIn(RecordingView.class, RecordingOfDay.class)
                .build();
    }

    /** A recording without what depends on when it is asked for. */
    @JsonIgnoreProperties({"state", "href"})
    private interface RecordingOfDay {}

    @GetMapping(path = "/api/v1/sites/{id}/days/{date}/calls")
    @Operation(
            operationId = "dayCalls",
            summary = "The calls of a certified day, by startedAt and id",
            description =
                    "Those that start in the day of the site's zone. Only a day with a certificate has them, else the"
                        + " answer is the problem not-certified. The same version of the certificate with unchanged"
                        + " calls gives the same bytes, whichever replica answers: Repr-Digest and ETag tell. As"
                        + " NDJSON the recordings have neither state nor href. The answer is made ready before it is"
                        + " sent: if there is no room for that, it is unavailable (503).")
    @ApiResponse(
            responseCode = "200",
            description = "All calls of the day.",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string"))
            })
    void calls(
            @PathVariable String id,
            @PathVariable String date,
            @RequestAttribute ApiClient client,
            @RequestAttribute MediaType mediaType,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Site site = sites.configured(client, id);
        LocalDate day = day(date);
        Certificate certificate = certificate(site, day);
        CallFilter filter = CallFilter.of(List.of(site.id()))
                .during(
                        day.atStartOfDay(site.timeZone()).toInstant(),
                        day.plusDays(1).atStartOfDay(site.timeZone()).toInstant());
        StreamFormat format = new StreamFormat(StreamedCalls.isCsv(mediaType), lines);
        try (SpooledAnswer answer = new SpooledAnswer(space)) {
            streamed.copy(new StreamRequest(client, filter, CallOrder.EARLIEST_FIRST), format, request, answer.out());
            response.setContentType(StreamedCalls.contentType(mediaType));
            String masked = client.mask() ? "-masked" : "";
            answer.send("day-" + certificate.version() + masked, request, response);
        }
    }

    private static LocalDate day(String date) {
        return Formats.date().reader().read(date).orElseThrow(() -> new ProblemException(Problem.notFound()));
    }

    private Certificate certificate(Site site, LocalDate day) {
        return days.of(site.id(), day, day).stream()
                .filter(found -> found.standing() == Standing.CERTIFIED)
                .map(SiteDay::certificate)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemKind.NOT_CERTIFIED, "the day " + day + " has no certificate that holds")));
    }
}
