package io.ucmbilling.calls.erasure;

import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.store.erasure.LegErasure.SessionsNearby;
import io.ucmbilling.store.site.CallSpan;
import io.ucmbilling.store.site.WallClockSpan;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where legs of sessions of one site may stand: those that began in the same month together, so that few partitions are looked at. */
public final class LegPlaces {
    private final Map<Place, WallClockSpan> spans = new LinkedHashMap<>();
    private final Map<Place, List<String>> sessions = new LinkedHashMap<>();

    /** @param far whether it is where legs of any session may be, see {@link CallSpan} */
    private record Place(boolean far, YearMonth month) {}

    private LegPlaces() {}

    /** Returns the places of sessions of one site. */
    public static List<SessionsNearby> of(Collection<CallKey> keys, CallSources sources) {
        LegPlaces places = new LegPlaces();
        for (CallKey key : keys) {
            WallClockSpan near = CallSpan.beginning(key.session()).orElse(null);
            for (WallClockSpan span : sources.spans(List.of(key))) {
                places.add(key.session(), span, !span.equals(near));
            }
        }
        return places.sessions.entrySet().stream()
                .map(place ->
                        new SessionsNearby(place.getValue(), Objects.requireNonNull(places.spans.get(place.getKey()))))
                .toList();
    }

    private void add(String session, WallClockSpan span, boolean far) {
        Place place = new Place(far, YearMonth.from(span.from()));
        spans.merge(place, span, WallClockSpan::and);
        sessions.computeIfAbsent(place, each -> new ArrayList<>()).add(session);
    }
}
