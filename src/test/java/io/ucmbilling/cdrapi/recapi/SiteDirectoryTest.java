package io.ucmbilling.cdrapi.recapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ucmbilling.cdrapi.Gateway;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.ucm.site.Site;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract S6: what a filedir means. */
class SiteDirectoryTest {
    private final Export one = Gateway.export("branch-a");
    private final Export several = Gateway.export("branch-a,branch-b");

    @ParameterizedTest
    @CsvSource({"monitor, monitor", "monitor/, monitor", "a/b//, a/b", "/a/, /a", "///, ''", "'', ''"})
    void leavesTheSlashesAtTheEndAway(String filedir, String directory) {
        assertThat(SiteDirectory.of(one, filedir).directory()).isEqualTo(directory);
    }

    @Test
    void beginsWithASiteOfSeveral() {
        SiteDirectory place = SiteDirectory.of(several, "branch-b/monitor/");

        assertThat(place.directory()).isEqualTo("monitor");
        assertThat(place.sites()).extracting(Site::id).containsExactly("branch-b");
    }

    /** A million slashes take a moment if the time grows with their number, and many minutes if it grows with its square. */
    @Test
    void readsAnyNumberOfSlashesOnce() {
        String filedir = "a" + "/".repeat(1_000_000) + "a";

        SiteDirectory place = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> SiteDirectory.of(one, filedir));
        assertThat(place.directory()).isEqualTo(filedir);
    }
}
