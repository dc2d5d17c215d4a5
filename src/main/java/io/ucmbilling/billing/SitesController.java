package io.ucmbilling.billing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.answer.EntityTags;
import io.ucmbilling.billing.answer.Listing;
import io.ucmbilling.billing.answer.PageParameters;
import io.ucmbilling.billing.call.SeenSites;
import io.ucmbilling.billing.query.Cursors;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/sites} (billing contract B5). A site that the client may not see does not exist for it (A4). */
@RestController
@Tag(name = "Sites")
class SitesController {
    private static final String PATH = "/api/v1/sites";
    private final Fleet fleet;
    private final SeenSites seen;
    private final SiteViews views;
    private final Cursors cursors;
    private final EntityTags tags;

    SitesController(Fleet fleet, SeenSites seen, SiteViews views, Cursors cursors, EntityTags tags) {
        this.fleet = fleet;
        this.seen = seen;
        this.views = views;
        this.cursors = cursors;
        this.tags = tags;
    }

    /** Answers the configured sites that the client may see, by id. */
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "sites", summary = "The sites that the client may see, by id")
    @PageParameters
    ResponseEntity<Listing<SiteView>> sites(
            @RequestAttribute ApiClient client, @RequestAttribute ParameterValues parameters) {
        List<String> list = List.of(client.name(), PATH);
        int limit = parameters.limit();
        String after = parameters
                .one(Parameter.CURSOR)
                .map(cursor -> cursors.read(list, cursor))
                .orElse("");
        List<Site> found = fleet.sites().stream()
                .filter(site -> client.sees(site.id()) && site.id().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        List<Site> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? cursors.write(list, page.getLast().id()) : null;
        return new Listing<>(views.of(page), next).answer(PATH, "limit=" + limit);
    }

    @GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "site", summary = "One site")
    ResponseEntity<SiteView> site(
            @PathVariable String id, @RequestAttribute ApiClient client, HttpServletRequest request) {
        SiteView view = views.of(List.of(seen.configured(client, id))).getFirst();
        return tags.answer(view, client, request);
    }
}
