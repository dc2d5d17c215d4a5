package io.ucmbilling.recording.download;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ucmbilling.recording.cache.CacheKey;
import io.ucmbilling.recording.name.Candidates;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.Recapi;
import io.ucmbilling.ucm.Ucms;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A search for recordings on their UCMs that asks as little as can be.
 *
 * <ol>
 *   <li>The place where a recording was found before is asked first, and alone while it is there.
 *   <li>Else its {@link Candidates} are asked, in their order. But if the directory's last find had a month folder, and this
 *       name has none, those with one come first.
 *   <li>A recording that none of them had is not asked for again for {@link RecentTrouble#MISSING_FOR}.
 * </ol>
 */
public final class RecordingFinder {
    private static final int MOST_REMEMBERED = 50_000;

    private final Ucms ucms;
    private final RecentTrouble trouble;
    private final Cache<CacheKey, RecordingName> found =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final Cache<Folder, Boolean> months =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    public RecordingFinder(Ucms ucms, RecentTrouble trouble) {
        this.ucms = ucms;
        this.trouble = trouble;
    }

    private record Folder(String site, String directory) {
        static Folder of(RecordingRequest request) {
            return new Folder(request.site().id(), Candidates.directory(request.name()));
        }
    }

    /** Opens it at its beginning; empty: the UCM has it nowhere. */
    public Optional<UcmDownload> open(RecordingRequest request) throws UcmFault {
        Recapi recapi = ucms.recapi(request.site());
        boolean believesHeader = !trouble.wrongHeaders().contains(request.key());
        for (RecordingName candidate : inOrder(request)) {
            RecordingPlace place = new RecordingPlace(request, recapi, candidate);
            Optional<UcmDownload> download = UcmDownload.open(place, believesHeader);
            if (download.isPresent()) {
                found.put(request.key(), candidate);
                months.put(Folder.of(request), Candidates.hasMonth(candidate));
                return download;
            }
        }
        trouble.missing(request);
        return Optional.empty();
    }

    private List<RecordingName> inOrder(RecordingRequest request) {
        RecordingName asked = request.name();
        List<RecordingName> candidates =
                new ArrayList<>(Candidates.of(asked, request.site().timeZone()));
        boolean inMonths = Boolean.TRUE.equals(months.getIfPresent(Folder.of(request)));
        if (inMonths && !Candidates.hasMonth(asked)) {
            candidates.sort(Comparator.comparing(candidate -> !Candidates.hasMonth(candidate)));
        }
        RecordingName before = found.getIfPresent(request.key());
        if (before != null) {
            candidates.remove(before);
            candidates.addFirst(before);
        }
        return candidates;
    }
}
