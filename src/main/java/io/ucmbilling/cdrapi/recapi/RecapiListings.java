package io.ucmbilling.cdrapi.recapi;

import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.cdrapi.recapi.MergedListing.ListingQuestion;
import io.ucmbilling.cdrapi.recapi.MergedListing.SiteListing;
import io.ucmbilling.contract.query.RecQuery;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.Recordings.Listing;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cases 1 and 2 of the REC API: the CSV of directories, and of what is in them (contract S6). With one site the UCM's
 * own bytes. With several they are merged. A site that cannot be reached and of which no listing is known is left out
 * of a merged one, which a header {@code Left-Out-Sites} and the log tell. If all are left out, the answer is 503.
 */
final class RecapiListings {
    private static final Logger log = LoggerFactory.getLogger(RecapiListings.class);
    private static final String CONTENT_TYPE = "text/csv;charset=UTF-8";
    private static final int SITES_AT_ONE_TIME = 8;

    private final Recordings recordings;

    RecapiListings(Recordings recordings) {
        this.recordings = recordings;
    }

    RequestOutcome directories(Export export, HttpServletResponse response) throws IOException, UcmFault {
        return answer(export, export.sitesInOrder(), site -> Optional.of(recordings.directories(site)), response);
    }

    /**
     * Answers with the listings. Directories that may not be asked for are skipped. If none is left, there is nothing:
     * 404.
     */
    RequestOutcome contents(Export export, RecQuery.Contents asked, HttpServletResponse response)
            throws IOException, UcmFault {
        Map<String, StringJoiner> bySite = bySite(export, asked.filedirs());
        List<Site> sites = bySite.keySet().stream()
                .flatMap(id -> Stream.ofNullable(export.sites().get(id)))
                .toList();
        return answer(
                export, sites, site -> recordings.contents(site, String.valueOf(bySite.get(site.id()))), response);
    }

    /** Returns the questions to each site, by its id, in the order asked. */
    private static Map<String, StringJoiner> bySite(Export export, List<String> filedirs) {
        Map<String, StringJoiner> bySite = new LinkedHashMap<>();
        for (String filedir : filedirs) {
            SiteDirectory place = SiteDirectory.of(export, filedir);
            if (RecordingName.isPath(place.directory())) {
                place.sites()
                        .forEach(site -> bySite.computeIfAbsent(site.id(), _ -> new StringJoiner("@"))
                                .add(place.directory()));
            }
        }
        return bySite;
    }

    private static RequestOutcome answer(
            Export export, Collection<Site> sites, ListingQuestion question, HttpServletResponse response)
            throws IOException, UcmFault {
        if (export.servesOneSite()) {
            for (Site site : sites) {
                Optional<Listing> listing = question.ask(site);
                return listing.isPresent() ? asItCame(listing.get(), response) : none(response);
            }
        }
        return merged(export, sites, question, response);
    }

    private static RequestOutcome asItCame(Listing listing, HttpServletResponse response) throws IOException {
        head(response, listing.csv().length, listing.age());
        response.getOutputStream().write(listing.csv());
        return RequestOutcome.ANSWERED;
    }

    private static RequestOutcome merged(
            Export export, Collection<Site> sites, ListingQuestion question, HttpServletResponse response)
            throws IOException, UcmFault {
        try (MergedListing whole = new MergedListing()) {
            Iterator<SiteListing> listings = sites.stream()
                    .gather(Gatherers.mapConcurrent(SITES_AT_ONE_TIME, site -> SiteListing.of(site, question)))
                    .iterator();
            while (listings.hasNext()) {
                whole.add(listings.next());
            }
            whole.faults()
                    .forEach((site, fault) -> log.warn(
                            "export {}: site {} is left out of a listing: {}: {}",
                            export.name(),
                            site,
                            fault.kind(),
                            fault.getMessage()));
            if (whole.isEmpty()) {
                return nothing(whole, response);
            }
            if (!whole.faults().isEmpty()) {
                response.setHeader(
                        "Left-Out-Sites", String.join(", ", whole.faults().keySet()));
            }
            head(response, whole.length(), whole.age());
            whole.writeTo(response.getOutputStream());
            return RequestOutcome.ANSWERED;
        }
    }

    private static RequestOutcome nothing(MergedListing whole, HttpServletResponse response) throws UcmFault {
        for (UcmFault fault : whole.faults().values()) {
            throw fault;
        }
        return none(response);
    }

    private static RequestOutcome none(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        return RequestOutcome.NOT_FOUND;
    }

    /** Sets the headers. {@code Age} is told only of a listing that is not of now (contract S6). */
    private static void head(HttpServletResponse response, long length, Duration age) {
        response.setContentType(CONTENT_TYPE);
        response.setContentLengthLong(length);
        if (age.isPositive()) {
            response.setHeader("Age", Long.toString(Math.max(1, age.toSeconds())));
        }
    }
}
