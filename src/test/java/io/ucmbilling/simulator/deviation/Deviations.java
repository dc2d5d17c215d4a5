package io.ucmbilling.simulator.deviation;

import io.ucmbilling.testing.ucm.HttpFilter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All of them. */
public final class Deviations {
    public static final List<Deviation> ALL = Stream.of(
                    AccessDeviations.all(),
                    FormatDeviations.all(),
                    PagingDeviations.all(),
                    FilterDeviations.all(),
                    TimeDeviations.all(),
                    WrongRequestDeviations.all(),
                    ListingDeviations.all(),
                    FileDeviations.all())
            .flatMap(List::stream)
            .toList();

    private Deviations() {}

    /** The one of that name, in any case. */
    public static Deviation named(String name) {
        return ALL.stream()
                .filter(deviation -> deviation.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("found " + name + ", expected one of "
                        + String.join(", ", ALL.stream().map(Deviation::name).toList())));
    }

    /** All of those at once. */
    public static HttpFilter together(Collection<Deviation> deviations) {
        return deviations.stream().map(Deviation::filter).reduce(HttpFilter.NONE, HttpFilter::then);
    }
}
