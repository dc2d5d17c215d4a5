package io.ucmbilling.recording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ucmbilling.ucm.Recapi;
import io.ucmbilling.ucm.Ucms;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds a recording on its UCM, asking as little as can be.
 *
 * <ol>
 *   <li>Where it was found before is asked first, and alone while it is there.
 *   <li>Else its {@link Candidates}, in their order; but where the directory's last find had a month folder, and this name
 *       has none, those with one come first.
 *   <li>What none of them had is not asked for again for a minute.
 * </ol>
 */
final class Finder {
    static final Duration MISSES_KEPT = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 50_000;

    private final Ucms ucms;
    private final Cache<Place, RecordingName> found =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final Cache<Place, Boolean> misses;
    private final Cache<Folder, Boolean> months =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    Finder(Ucms ucms, Clock clock) {
        this.ucms = ucms;
        this.misses = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(MISSES_KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    private record Place(String site, RecordingName name) {}

    private record Folder(String site, String directory) {}

    /** A recording that the UCM has begun to send. */
    record Found(Source source, Incoming incoming) {}

    /** Whether it was asked for in vain within the last minute. */
    boolean isMissing(Site site, RecordingName asked) {
        return misses.getIfPresent(new Place(site.id(), asked)) != null;
    }

    /**
     * Opens it.
     *
     * @return empty where the UCM has it nowhere
     */
    Optional<Found> find(Site site, RecordingName asked) throws UcmFault {
        Recapi recapi = ucms.recapi(site);
        Place canonical = new Place(site.id(), Candidates.canonical(asked));
        for (RecordingName candidate : inOrder(site, asked, found.getIfPresent(canonical))) {
            Source source = new Source(site.id(), recapi, candidate);
            Optional<Incoming> incoming = source.open();
            if (incoming.isPresent()) {
                remember(canonical, candidate);
                return Optional.of(new Found(source, incoming.get()));
            }
        }
        misses.put(new Place(site.id(), asked), true);
        return Optional.empty();
    }

    private List<RecordingName> inOrder(Site site, RecordingName asked, @Nullable RecordingName before) {
        List<RecordingName> candidates = new ArrayList<>(Candidates.of(asked, site.timeZone()));
        boolean inMonths = Boolean.TRUE.equals(months.getIfPresent(folder(site.id(), asked)));
        if (inMonths && !Candidates.hasMonth(asked)) {
            candidates.sort(Comparator.comparing(candidate -> !Candidates.hasMonth(candidate)));
        }
        if (before != null) {
            candidates.remove(before);
            candidates.addFirst(before);
        }
        return candidates;
    }

    private void remember(Place canonical, RecordingName place) {
        found.put(canonical, place);
        months.put(folder(canonical.site(), canonical.name()), Candidates.hasMonth(place));
    }

    private static Folder folder(String site, RecordingName name) {
        return new Folder(site, Candidates.directory(name));
    }
}
