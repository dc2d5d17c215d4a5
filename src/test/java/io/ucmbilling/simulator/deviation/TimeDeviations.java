package io.ucmbilling.simulator.deviation;

import static io.ucmbilling.simulator.deviation.Changes.Api.CDRAPI;
import static io.ucmbilling.simulator.deviation.Changes.value;

import java.time.Instant;
import java.util.List;

/** Times read in another way. */
final class TimeDeviations {
    private static final String TIME = "startTime|endTime";
    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String SECONDS = DATE + "T[0-9]{2}:[0-9]{2}:[0-9]{2}";
    private static final String WRONG = "never";

    private TimeDeviations() {}

    static List<Deviation> all() {
        return List.of(
                new Deviation(
                        "START_EXCLUDED",
                        "start-bound",
                        value(CDRAPI, "startTime", SECONDS + "Z", value -> later(value, 1))),
                new Deviation(
                        "END_EXCLUDED",
                        "end-bound",
                        value(CDRAPI, "endTime", SECONDS + "Z", value -> later(value, -1))),
                new Deviation("EMPTY_BOUND_REFUSED", "time-empty", value(CDRAPI, TIME, "", value -> WRONG)),
                new Deviation(
                        "ZONE_IGNORED",
                        "time-zone",
                        value(CDRAPI, TIME, value -> value.replaceFirst("(-|%2B)[0-9]{2}:[0-9]{2}$", ""))),
                new Deviation("PLUS_REFUSED", "time-zone-plus", value(CDRAPI, TIME, ".*\\+.*", value -> WRONG)),
                new Deviation("SITE_ZONE", "time-utc", value(CDRAPI, TIME, SECONDS, value -> value + "-06:00")),
                new Deviation(
                        "MINUTES_REFUSED", "time-minutes", value(CDRAPI, TIME, DATE + "T[0-9:]{5}Z?", value -> WRONG)),
                new Deviation("FRACTION_REFUSED", "time-fraction", value(CDRAPI, TIME, ".*\\..*", value -> WRONG)),
                new Deviation("DATE_REFUSED", "time-date", value(CDRAPI, TIME, DATE, value -> WRONG)),
                new Deviation("TIME_OF_DAY_IGNORED", "time-of-day", value(CDRAPI, TIME, "[0-9:]{5,8}", value -> null)),
                new Deviation("NOW_REFUSED", "time-now", value(CDRAPI, TIME, "now", value -> WRONG)),
                new Deviation("EPOCH_REFUSED", "time-epoch", value(CDRAPI, TIME, "[0-9]{10}", value -> WRONG)));
    }

    private static String later(String instant, int seconds) {
        return Instant.parse(instant).plusSeconds(seconds).toString();
    }
}
