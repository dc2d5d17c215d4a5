package io.ucmbilling.calls.view;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallHoursTest {
    private static final int DAY = 86_400;
    private static final int HOUR = 3_600;

    private static List<Integer> turns(String from, String to, DayOfWeek... days) {
        return new CallHours(Set.of(days), LocalTime.parse(from), LocalTime.parse(to), null, false).turns();
    }

    @Test
    void beginAndEndOnTheirDays() {
        assertThat(turns("09:00", "17:00", MONDAY, TUESDAY))
                .containsExactly(9 * HOUR, 17 * HOUR, DAY + 9 * HOUR, DAY + 17 * HOUR);
    }

    @Test
    void goOnBehindMidnight() {
        assertThat(turns("22:00", "06:00", MONDAY)).containsExactly(22 * HOUR, DAY + 6 * HOUR);
    }

    @Test
    void goOnBehindTheEndOfTheWeek() {
        assertThat(turns("22:00", "06:00", SUNDAY)).containsExactly(0, 6 * HOUR, 6 * DAY + 22 * HOUR, 7 * DAY);
    }

    @Test
    void areAWholeDayIfTheyEndWhereTheyBegin() {
        assertThat(turns("00:00", "00:00", TUESDAY)).containsExactly(DAY, 2 * DAY);
        assertThat(turns("09:00", "09:00", MONDAY)).containsExactly(9 * HOUR, DAY + 9 * HOUR);
    }

    /** Those that begin before others end are one. */
    @Test
    void areTheWholeWeekIfTheyBeginAnewEachDay() {
        assertThat(turns("09:00", "09:00")).containsExactly(0, 7 * DAY);
    }
}
