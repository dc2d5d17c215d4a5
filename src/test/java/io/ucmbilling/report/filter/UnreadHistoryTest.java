package io.ucmbilling.report.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.watch.SiteCollection.OpenDays;
import io.ucmbilling.store.watch.SiteCollection.UnreadDays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R2, R4: counts of a period that a first collection has not read whole are not final. It is the evening of 4 March in Berlin. */
class UnreadHistoryTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T22:30:00Z"), ZoneOffset.UTC);
    private static final Map<String, ZoneId> ZONES =
            Map.of("berlin", ZoneId.of("Europe/Berlin"), "chicago", ZoneId.of("America/Chicago"));

    private static Optional<UnreadHistory> unread(String address, Map<String, OpenDays> open) {
        Map<String, String[]> parameters = Arrays.stream(address.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> new String[] {field[1]}));
        return UnreadHistory.of(
                ReportQuery.of(parameters, new VisibleSites(new TreeSet<>(ZONES.keySet()), ZONES), CLOCK), ZONES, open);
    }

    /** Of 30 days ten are read, unless all are. @param last the latest that is not read; null: all are */
    private static OpenDays days(@Nullable String last) {
        return new OpenDays(
                30,
                last == null ? 30 : 10,
                0,
                10,
                CLOCK.instant(),
                last == null ? null : new UnreadDays(LocalDate.of(2026, 2, 3), LocalDate.parse(last)));
    }

    /** By the clock of the site, or by the one that is named: Berlin is seven hours before Chicago. */
    @ParameterizedTest
    @CsvSource({
        "period=all, true",
        "period=today, false",
        "from=2026-02-22&to=, true",
        "from=2026-02-23&to=, false",
        "from=2026-02-23T06:59:00&to=&zone=Europe/Berlin, true",
        "from=2026-02-23T07:00:00&to=&zone=Europe/Berlin, false",
        "from=&to=2026-02-03T00:00:00, false",
        "from=&to=2026-02-03T00:00:01, true",
    })
    void isToldOfPeriodsThatItLiesIn(String address, boolean told) {
        assertThat(unread(address, Map.of("chicago", days("2026-02-22"))).isPresent())
                .isEqualTo(told);
    }

    @Test
    void addsSitesUp() {
        Optional<UnreadHistory> unread =
                unread("period=all", Map.of("chicago", days("2026-02-22"), "berlin", days("2026-02-20")));

        assertThat(unread).hasValueSatisfying(told -> {
            assertThat(told.sites()).containsExactly("berlin", "chicago");
            assertThat(told.read()).isEqualTo(20);
            assertThat(told.days()).isEqualTo(60);
            assertThat(told.before()).isEqualTo("2026-02-23");
        });
    }

    @Test
    void isNothingOnceEachDayWasRead() {
        assertThat(unread("period=all", Map.of("chicago", days(null)))).isEmpty();
    }
}
