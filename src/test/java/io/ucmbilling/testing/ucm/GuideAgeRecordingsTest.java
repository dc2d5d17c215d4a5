package io.ucmbilling.testing.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.pbx.ShownLeg;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuideAgeRecordingsTest {
    private static final Pattern AUTO = Pattern.compile("monitor/auto-([0-9]+)-([^-]+)-([^-]+)\\.wav");
    private static final Pattern MEETME = Pattern.compile("meetme/meetme-conf-rec-6300-([0-9]+\\.[0-9]+)-0\\.wav");

    private final RecordingShelf shelf = new RecordingShelf();
    private final Pbx pbx = Pbx.seeded(1).generation(1).build();

    GuideAgeRecordingsTest() {
        GuideAgeRecordings.of(pbx, shelf);
        pbx.advance(Duration.ofDays(5));
    }

    private List<Matcher> named(Pattern pattern) {
        return shelf.files().stream()
                .map(file -> pattern.matcher(file.path()))
                .filter(Matcher::matches)
                .toList();
    }

    @Test
    void areNamedAsTheGuideHasIt() {
        assertThat(named(AUTO)).isNotEmpty();
        assertThat(named(MEETME)).isNotEmpty();
        assertThat(shelf.files()).hasSize(named(AUTO).size() + named(MEETME).size());
    }

    @Test
    void lieInsideTheTimeOfALegWithThatCallerAndCallee() {
        List<ShownLeg> legs = pbx.ledger().inOrder(Paging.Order.HANG_UP);
        assertThat(named(AUTO)).allMatch(name -> legs.stream().anyMatch(leg -> isOf(leg, name)));
    }

    private static boolean isOf(ShownLeg leg, Matcher name) {
        long late = Long.parseLong(name.group(1)) - leg.start().getEpochSecond();
        return leg.record().text(Field.SRC).equals(name.group(2))
                && leg.record().text(Field.DST).equals(name.group(3))
                && late >= 0
                && late <= ShownLeg.number(leg.record().text(Field.DURATION));
    }
}
