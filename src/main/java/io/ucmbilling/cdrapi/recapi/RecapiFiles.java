package io.ucmbilling.cdrapi.recapi;

import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.cdrapi.recapi.RecordingSearch.Found;
import io.ucmbilling.contract.query.RecQuery;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.site.UcmFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Cases 3 and 4 of the REC API (contract S6): one recording found is answered as itself, two or more as a tar, none with 404.
 * Names that may not be asked for are skipped. A space in a name is read as the {@code +} that it was before the query was
 * decoded: clients put names into the URL as the records have them.
 */
final class RecapiFiles {
    private final Recordings recordings;

    RecapiFiles(Recordings recordings) {
        this.recordings = recordings;
    }

    /** @param begun when the request came: the name of a tar */
    RequestOutcome answer(
            Export export,
            RecQuery.Files asked,
            Instant begun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, UcmFault {
        RecordingSearch search = search(export, asked);
        try (Found first = search.next()) {
            if (first == null) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                return RequestOutcome.NOT_FOUND;
            }
            try (Found second = search.next()) {
                return second == null
                        ? ServedFile.answer(first, request, response)
                        : ServedTar.answer(first, second, search, begun, request, response);
            }
        }
    }

    private RecordingSearch search(Export export, RecQuery.Files asked) {
        SiteDirectory place = SiteDirectory.of(export, asked.filedir());
        List<RecordingName> names = asked.filenames().stream()
                .map(name -> RecordingName.of(place.directory(), name.replace(' ', '+')))
                .flatMap(Optional::stream)
                .toList();
        return new RecordingSearch(recordings, place.sites(), names);
    }
}
