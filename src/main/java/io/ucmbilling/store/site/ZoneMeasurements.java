package io.ucmbilling.store.site;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measurements of how far a site's configured zone was off, leg by leg over a time (contract U9). Immutable.
 *
 * @param zone as configured when that was measured
 * @param measurements in no order; several of one time and error add up
 */
public record ZoneMeasurements(ZoneId zone, List<Measurement> measurements) {
    /** Legs that must have an error, and one in a hundred, for it to count: a single leg may be off by chance. */
    private static final int FEWEST = 5;

    private static final double LEAST_SHARE = 0.01;
    private static final long QUARTER_SECONDS = 900;

    public ZoneMeasurements {
        measurements = List.copyOf(measurements);
    }

    /**
     * New legs that came in one quarter of an hour and have one error.
     *
     * @param quarter when it began
     * @param error how far the zone's reading of their starts is ahead of their epochs
     * @param legs how many have it, 1 or more
     */
    public record Measurement(Instant quarter, Duration error, long legs) {}

    /**
     * The largest error that counts.
     *
     * @param share of the measured legs that has it, 0 to 1
     */
    public record Worst(Duration error, double share) {}

    /** Returns those of a zone of which nothing was measured. */
    public static ZoneMeasurements none(ZoneId zone) {
        return new ZoneMeasurements(zone, List.of());
    }

    /** Returns these with legs that came at that time, by their error. */
    public ZoneMeasurements with(Instant at, Map<Duration, Long> legs) {
        Instant quarter = Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), QUARTER_SECONDS) * QUARTER_SECONDS);
        List<Measurement> more = new ArrayList<>(measurements);
        legs.forEach((error, count) -> more.add(new Measurement(quarter, error, count)));
        return new ZoneMeasurements(zone, more);
    }

    /** Returns those of quarters that began later than that. */
    public ZoneMeasurements after(Instant time) {
        return new ZoneMeasurements(
                zone,
                measurements.stream()
                        .filter(measurement -> measurement.quarter().isAfter(time))
                        .toList());
    }

    /** Returns whether no leg has an error. */
    public boolean allRight() {
        return measurements.stream().allMatch(measurement -> measurement.error().isZero());
    }

    /** Returns the worst of them all; empty if too few legs were measured. */
    public Optional<Worst> worst() {
        Map<Duration, Long> legs = new TreeMap<>();
        measurements.forEach(measurement -> legs.merge(measurement.error(), measurement.legs(), Long::sum));
        long all = legs.values().stream().mapToLong(Long::longValue).sum();
        return legs.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST && entry.getValue() >= all * LEAST_SHARE)
                .max(Map.Entry.<Duration, Long>comparingByKey(
                                (one, other) -> one.abs().compareTo(other.abs()))
                        .thenComparing(Map.Entry.comparingByValue()))
                .map(entry -> new Worst(entry.getKey(), (double) entry.getValue() / all));
    }
}
