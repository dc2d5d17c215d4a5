package io.ucmbilling.recording;

import io.ucmbilling.call.Leg;
import io.ucmbilling.store.archive.WantedRecordings;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;

/** Finds a leg's recordings: by the names in its record, else in the listings of monitor and meetme. */
final class FoundLegRecordings implements LegRecordings {
    private static final String MONITOR = "monitor";

    private final Recordings recordings;
    private final Finder finder;
    private final WantedRecordings table;

    FoundLegRecordings(Recordings recordings, Finder finder, WantedRecordings table) {
        this.recordings = recordings;
        this.finder = finder;
        this.table = table;
    }

    @Override
    public List<OfLeg> of(Site site, Leg leg, boolean namesRecordings) {
        return namesRecordings
                ? leg.recordingPaths().stream()
                        .flatMap(path -> RecordingName.of(MONITOR, path).stream())
                        .map(name -> new OfLeg(name, state(site, name)))
                        .toList()
                : Stream.of(MONITOR, "meetme")
                        .flatMap(directory -> listed(site, leg, directory).stream())
                        .toList();
    }

    private List<OfLeg> listed(Site site, Leg leg, String directory) {
        try {
            Optional<Listing> listing = recordings.contents(site, directory);
            State state = listing.isPresent() && listing.get().age().isZero() ? State.AVAILABLE : State.UNREACHABLE;
            return listing.map(Listing::csv).map(ListingRows::recordings).orElse(List.of()).stream()
                    .filter(name -> ListedNames.isOf(leg, name))
                    .map(name -> new OfLeg(name, recordings.isCached(site, name) ? State.CACHED : state))
                    .toList();
        } catch (UcmFault e) {
            return List.of();
        }
    }

    private State state(Site site, RecordingName name) {
        if (recordings.isCached(site, name)) {
            return State.CACHED;
        }
        return finder.isMissing(site, name) || isGivenUp(site, name) ? State.MISSING : asked(site, name);
    }

    private boolean isGivenUp(Site site, RecordingName name) {
        try {
            return table.state(site.id(), name.directory(), name.file()) == WantedRecordings.State.MISSING;
        } catch (DataAccessException e) {
            return false;
        }
    }

    private State asked(Site site, RecordingName name) {
        try {
            Optional<Finder.Found> found = finder.find(site, name);
            found.ifPresent(opened -> opened.incoming().close());
            return found.isPresent() ? State.AVAILABLE : State.MISSING;
        } catch (UcmFault e) {
            return State.UNREACHABLE;
        }
    }
}
