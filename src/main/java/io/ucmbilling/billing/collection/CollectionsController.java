package io.ucmbilling.billing.collection;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.answer.EntityTags;
import io.ucmbilling.billing.call.SeenSites;
import io.ucmbilling.billing.collection.CollectionRequests.AskedCollection;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.store.collection.RequestedCollection;
import io.ucmbilling.store.collection.RequestedCollections;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/collections} (billing contract B5). What belongs to a site that the client may not see does not exist for it (A4). */
@RestController
@Tag(name = "Collections")
record CollectionsController(
        SeenSites sites, Fleet fleet, CollectionRequests requests, RequestedCollections collections, EntityTags tags) {
    private static final String PATH = "/api/v1/collections/";

    @PostMapping(
            path = "/api/v1/sites/{id}/collections",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "collect",
            summary = "Collect days of a site anew from its UCM",
            description =
                    "Each day is read whole, the earliest first, in turn with ordinary polling. Legs that were missing"
                        + " are stored, changed ones corrected, none is removed; a certificate gets a new version if"
                        + " its day has changed. A site has at most 10 collections that are not over, all sites"
                        + " together 1000: beyond that the answer is 429. It needs the scope admin, and is noted in"
                        + " the audit.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = CollectionBody.class))))
    @ApiResponse(
            responseCode = "202",
            description = "It was asked for, now or before with the same key.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where to look how it goes.",
                            schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = CollectionView.class)))
    @Parameter(
            name = IdempotencyKey.HEADER,
            in = ParameterIn.HEADER,
            description =
                    "A name that the client gives the request, of 1 to 200 visible ASCII characters. Sent again with"
                        + " the same site and body it gives the same collection, with others 409. It is known as long"
                        + " as the collection is, and to that client alone.",
            schema = @Schema(type = "string", minLength = 1, maxLength = 200),
            example = "march-again-1")
    ResponseEntity<CollectionView> collect(
            @PathVariable String id, @RequestAttribute ApiClient client, HttpServletRequest request)
            throws IOException {
        try {
            String key = IdempotencyKey.of(request);
            CollectionBody body = CollectionBody.read(request.getInputStream());
            Site site = sites.configured(client, id);
            RequestedCollection taken = requests.take(new AskedCollection(client, site.id(), body, key), request);
            CollectionView view = CollectionView.of(taken);
            return ResponseEntity.accepted()
                    .location(URI.create(PATH + view.id()))
                    .cacheControl(CacheControl.noStore())
                    .body(view);
        } catch (ProblemException e) {
            requests.refused(client, request, fleet.find(id).map(Site::id).orElse(null), e.problem());
            throw e;
        }
    }

    @GetMapping(path = PATH + "{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "collection", summary = "How a collection goes")
    ResponseEntity<CollectionView> collection(
            @PathVariable String id, @RequestAttribute ApiClient client, HttpServletRequest request) {
        RequestedCollection found = CollectionView.id(id)
                .flatMap(collections::find)
                .filter(collection -> client.sees(collection.site()))
                .orElseThrow(() -> new ProblemException(Problem.notFound()));
        return tags.answer(CollectionView.of(found), client, request);
    }
}
