package io.ucmbilling.cdrapi.recapi;

import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.recording.Recording;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Search for recordings one after the other, so that as many are open as the caller keeps. In this order:
 *
 * <ol>
 *   <li>names that no site has in its cache, in the order asked, so that a UCM that is away is known before anything is sent;
 *   <li>then the cached ones, in the order asked.
 * </ol>
 *
 * A name is looked for in each site in its order, whatever the cache holds: which site's recording comes must not depend on what
 * was asked for before (contract S6). What two names find, as one has the month folder
 * and one has not, is found once. It ends when its client has left: a search of many names at many sites can last for hours.
 */
final class RecordingSearch {
    private final Recordings recordings;
    private final ClientPresence client;
    private final List<Site> sites;
    private final Iterator<RecordingName> names;
    private final boolean several;
    private final Set<String> found = new HashSet<>();

    RecordingSearch(Recordings recordings, ClientPresence client, List<Site> sites, List<RecordingName> names) {
        this.recordings = recordings;
        this.client = client;
        this.sites = sites;
        this.several = names.size() > 1;
        this.names = cachedLast(names).iterator();
    }

    /** Asks the cache once for each name: what it has changes meanwhile. */
    private List<RecordingName> cachedLast(List<RecordingName> names) {
        Map<Boolean, List<RecordingName>> parts =
                names.stream().distinct().collect(Collectors.partitioningBy(this::isCached));
        return Stream.of(false, true)
                .flatMap(cached -> parts.getOrDefault(cached, List.of()).stream())
                .toList();
    }

    /** An open recording under the name that was asked for. */
    record FoundRecording(RecordingName name, Recording recording) implements AutoCloseable {
        @Override
        public void close() {
            recording.close();
        }
    }

    /**
     * Returns the next recording found, to be closed by the caller.
     *
     * @return null: there are no more
     * @throws IOException if nobody waits for it any more
     * @throws UcmFault if a name is in no cache and in no site that can be reached, but one could not be reached
     */
    @Nullable
    FoundRecording next() throws IOException, UcmFault {
        while (names.hasNext()) {
            RecordingName name = names.next();
            Optional<Recording> recording = open(name);
            if (recording.isPresent()) {
                Recording open = recording.get();
                if (several) {
                    open.rest();
                }
                if (found.add(name.baseName() + "/" + open.label().tag())) {
                    return new FoundRecording(name, open);
                }
                open.close();
            }
        }
        return null;
    }

    private Optional<Recording> open(RecordingName name) throws IOException, UcmFault {
        UcmFault fault = null;
        for (Site site : sites) {
            client.demandOpen();
            try {
                Optional<Recording> recording = recordings.open(site, name);
                if (recording.isPresent()) {
                    return recording;
                }
            } catch (UcmFault e) {
                fault = fault == null ? e : fault;
            }
        }
        if (fault != null) {
            throw fault;
        }
        return Optional.empty();
    }

    private boolean isCached(RecordingName name) {
        return sites.stream().anyMatch(site -> recordings.isCached(site, name));
    }
}
