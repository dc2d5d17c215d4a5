package io.ucmbilling.recording.standing;

import io.ucmbilling.recording.cache.CacheKey;
import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.name.Candidates;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.store.archive.WantedRecordings;
import io.ucmbilling.store.archive.WantedRecordings.ArchivedFile;
import io.ucmbilling.store.archive.WantedRecordings.State;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Standings of many recordings at one time, for lists of calls. No UCM is asked, and no disk.
 *
 * <ol>
 *   <li>What was erased is deleted, and what the index of the cache has is cached.
 *   <li>Else what came of asking for it of late counts, on this replica.
 *   <li>Else what the archive has noted, of all in one statement. Its names have their month folder: a name with an epoch tells which.
 * </ol>
 */
public final class RecordingStandings {
    private static final String DIRECTORY = "monitor";

    private final Fleet fleet;
    private final RecordingCache cache;
    private final RecordingOutcomes outcomes;
    private final WantedRecordings archive;

    public RecordingStandings(Fleet fleet, RecordingCache cache, RecordingOutcomes outcomes, WantedRecordings archive) {
        this.fleet = fleet;
        this.cache = cache;
        this.outcomes = outcomes;
        this.archive = archive;
    }

    /**
     * A recording that legs name.
     *
     * @param site the site's id, configured or not
     * @param baseName without its month folder
     */
    public record NamedRecording(String site, String baseName) {}

    /** Returns the standings of recordings. One of which nothing is known is left out. */
    public Map<NamedRecording, RecordingStanding> of(Set<NamedRecording> recordings) {
        Map<NamedRecording, RecordingStanding> known = new HashMap<>();
        Map<NamedRecording, List<ArchivedFile>> unknown = new HashMap<>();
        for (NamedRecording recording : recordings) {
            Site site = fleet.find(recording.site()).orElse(null);
            RecordingName name =
                    RecordingName.of(DIRECTORY, recording.baseName()).orElse(null);
            if (site != null && name != null) {
                RecordingStanding standing = standing(site, name);
                if (standing == RecordingStanding.UNKNOWN) {
                    unknown.put(recording, files(site, name));
                } else {
                    known.put(recording, standing);
                }
            }
        }
        addArchived(unknown, known);
        return known;
    }

    private RecordingStanding standing(Site site, RecordingName name) {
        CacheKey key = RecordingRequest.of(site, name).key();
        if (cache.isErased(key)) {
            return RecordingStanding.DELETED;
        }
        if (cache.indexes(key)) {
            return RecordingStanding.CACHED;
        }
        return Objects.requireNonNullElse(outcomes.last(site.id(), name), RecordingStanding.UNKNOWN);
    }

    private static List<ArchivedFile> files(Site site, RecordingName name) {
        return Candidates.of(name, site.timeZone()).stream()
                .map(candidate -> new ArchivedFile(site.id(), candidate.directory(), candidate.file()))
                .toList();
    }

    private void addArchived(
            Map<NamedRecording, List<ArchivedFile>> unknown, Map<NamedRecording, RecordingStanding> known) {
        List<ArchivedFile> files = new ArrayList<>();
        unknown.values().forEach(files::addAll);
        Map<ArchivedFile, State> states = files.isEmpty() ? Map.of() : archive.states(files);
        unknown.forEach((recording, candidates) -> candidates.stream()
                .map(states::get)
                .filter(Objects::nonNull)
                .map(RecordingStandings::of)
                .filter(standing -> standing != RecordingStanding.UNKNOWN)
                .findFirst()
                .ifPresent(standing -> known.put(recording, standing)));
    }

    private static RecordingStanding of(State state) {
        return switch (state) {
            case WANTED -> RecordingStanding.UNKNOWN;
            case KEPT -> RecordingStanding.AVAILABLE;
            case MISSING -> RecordingStanding.MISSING;
            case BROKEN -> RecordingStanding.UNREACHABLE;
        };
    }
}
