package io.ucmbilling.billing.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.answer.Listing;
import io.ucmbilling.billing.answer.PageParameters;
import io.ucmbilling.billing.answer.PeriodParameters;
import io.ucmbilling.billing.query.Cursors;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.billing.query.Period;
import io.ucmbilling.billing.query.RawQuery;
import io.ucmbilling.store.audit.AuditQuery;
import io.ucmbilling.store.audit.AuditQuery.AuditPosition;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.audit.AuditTrail.PlacedEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/audit} (billing contract A7). Entries of sites that the client may not see do not exist for it (A4). */
@RestController
@Tag(name = "Audit")
class AuditController {
    private static final String PATH = "/api/v1/audit";
    private final AuditTrail trail;
    private final Cursors cursors;

    AuditController(AuditTrail trail, Cursors cursors) {
        this.trail = trail;
        this.cursors = cursors;
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "audit",
            summary = "Who was shown or did what, by time",
            description =
                    "Each recording served, each raw record shown, each administrator's action. A client that sees some"
                            + " sites alone sees their entries, and none that is about several sites.")
    @PeriodParameters
    @PageParameters
    ResponseEntity<Listing<AuditEntryView>> audit(
            @RequestAttribute ApiClient client,
            @RequestAttribute ParameterValues parameters,
            HttpServletRequest request) {
        Period period = Period.of(parameters);
        List<String> list = List.of(
                client.name(),
                PATH,
                "" + period.from(),
                "" + period.to(),
                period.zone().getId());
        AuditPosition after = parameters
                .one(Parameter.CURSOR)
                .map(cursor -> position(cursors.read(list, cursor)))
                .orElse(null);
        int limit = parameters.limit();
        List<PlacedEntry> found =
                trail.entries(new AuditQuery(period.from(), period.to(), client.sites(), after, limit + 1));
        List<PlacedEntry> page = found.subList(0, Math.min(limit, found.size()));
        String next =
                found.size() > limit ? cursors.write(list, text(page.getLast().position())) : null;
        List<AuditEntryView> items =
                page.stream().map(placed -> AuditEntryView.of(placed.entry())).toList();
        return new Listing<>(items, next)
                .answer(PATH, RawQuery.parse(request.getQueryString()).without(Parameter.CURSOR));
    }

    private static String text(AuditPosition position) {
        return position.at() + " " + position.id();
    }

    private static AuditPosition position(String text) {
        int space = text.indexOf(' ');
        return new AuditPosition(Instant.parse(text.substring(0, space)), UUID.fromString(text.substring(space + 1)));
    }
}
