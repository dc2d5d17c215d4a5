package io.ucmbilling.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.recording.RecordingsSettings.Keep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class RecordingsSettingsTest {
    private static RecordingsSettings of(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("gateway.recordings", RecordingsSettings.class);
    }

    @Test
    void haveDefaults() {
        RecordingsSettings settings = of(Map.of());
        assertThat(settings.maxSize()).isEqualTo(DataSize.ofBytes(10L << 30));
        assertThat(settings.maxAge()).isNull();
        assertThat(settings.directory()).isRelative().hasToString("recordings");
        assertThat(settings.keepOf("branch-a")).isEqualTo(Keep.ON_DEMAND);
    }

    @Test
    void tellWhatIsDifferentForASite() {
        RecordingsSettings settings =
                of(Map.of("gateway.recordings.keep", "all", "gateway.recordings.sites.branch-a.keep", "on-demand"));
        assertThat(settings.keepOf("branch-a")).isEqualTo(Keep.ON_DEMAND);
        assertThat(settings.keepOf("branch-b")).isEqualTo(Keep.ALL);
    }

    @Test
    void refuseWhatIsSaidOfASiteThatIsNotThere() {
        RecordingsSettings settings = of(Map.of("gateway.recordings.sites.branch-x.keep", "ALL"));
        assertThatThrownBy(() -> settings.check(List.of("branch-b", "branch-a")))
                .hasMessage("gateway.recordings.sites.branch-x: found a site of that id,"
                        + " expected one of gateway.sites: [branch-a, branch-b]");
    }

    @Test
    void refuseWhatCannotBe() {
        assertThatThrownBy(() -> of(Map.of("gateway.recordings.max-size", "10KB")))
                .hasRootCauseMessage("gateway.recordings.max-size: found 10240B, expected 1MB or more");
        assertThatThrownBy(() -> of(Map.of("gateway.recordings.max-age", "0s")))
                .hasRootCauseMessage("gateway.recordings.max-age: found " + Duration.ZERO
                        + ", expected a duration greater than zero, such as 90d");
    }
}
