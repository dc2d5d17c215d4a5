package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exports of one site and of several, of UCMs that can be reached and of others (contract S6). */
class RecapiSitesTest {
    private static final String HEADER = "Directory,Filename\n";
    private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);

    private final FakeRecordings recordings = new FakeRecordings();

    @AfterEach
    void leavesNothingOpen() {
        assertThat(recordings.open).hasValue(0);
    }

    /** Byte for byte, whatever it is. */
    @Test
    void passesOnTheListingOfTheOnlySite() {
        String listing = "\uFEFFDirectory,Filename\r\nmonitor,a,\"b\r\n\u0000no end";
        recordings.list("branch-a", "", listing).list("branch-a", "monitor@meetme", listing);

        assertThat(one("").body()).isEqualTo(listing.getBytes(StandardCharsets.UTF_8));
        assertThat(one("?filedir=monitor@meetme").body()).isEqualTo(listing.getBytes(StandardCharsets.UTF_8));
        assertThat(one("").header("Content-Type")).containsExactly("text/csv;charset=UTF-8");
        assertThat(one("").header("Age")).isEmpty();
    }

    @Test
    void tellsTheAgeOfTheLastKnownListing() {
        recordings.list("branch-a", "", HEADER).away("branch-a", Duration.ofMinutes(3));

        assertThat(one("").header("Age")).containsExactly("180");
        assertThat(one("").text()).isEqualTo(HEADER);
    }

    @Test
    void neverSaysOfAUcmThatIsAwayThatItHasNothing() {
        recordings.keep("branch-a", "monitor/a.wav", ONE).away("branch-a", null);

        for (String query : new String[] {"", "?filedir=monitor", "?filename=a.wav", "?filename=a.wav@b.wav"}) {
            Answer answer = one(query);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).containsExactly("10");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void servesWhatIsCachedOfAUcmThatIsAway() {
        recordings.keep("branch-a", "monitor/a.wav", ONE).cache("branch-a", "monitor/a.wav");
        recordings.away("branch-a", null);

        assertThat(one("?filename=a.wav").body()).isEqualTo(ONE);
        assertThat(one("?filename=a.wav@b.wav").status()).isEqualTo(503);
    }

    /** Names that may not be asked for are skipped; the UCM never hears of them. */
    @Test
    void asksOfDirectoriesOnlyThoseThatMayBeAskedFor() {
        recordings.keep("branch-a", "monitor/a.wav", ONE);

        assertThat(one("?filedir=../etc@monitor/@@/etc").text()).isEqualTo(HEADER + "monitor,a.wav\n");
        assertThat(recordings.asked).containsExactly("branch-a monitor");
    }

    @Test
    void mergesTheListingsOfSeveralSites() {
        recordings.list("branch-a", "", HEADER + "monitor,\nmeetme,\n");
        recordings.list(
                "branch-b", "", "\"Directory\",\"Filename\"\r\n\"voice,mail\",\"x\"\r\n,root.wav\r\nmonitor,b\r\n");

        assertThat(all("").text())
                .isEqualTo(HEADER
                        + "branch-a/monitor,\nbranch-a/meetme,\n"
                        + "\"branch-b/voice,mail\",\"x\"\nbranch-b,root.wav\nbranch-b/monitor,b\n");
    }

    @Test
    void listsDirectoriesOfDifferentSites() {
        recordings.keep("branch-a", "monitor/a.wav", ONE).keep("branch-b", "voicemail/default/b.wav", TWO);
        recordings.keep("branch-b", "monitor/c.wav", TWO);

        assertThat(all("?filedir=branch-b/voicemail/default@branch-a/monitor@branch-b/monitor")
                        .text())
                .isEqualTo(
                        HEADER + "branch-b/voicemail/default,b.wav\nbranch-b/monitor,c.wav\nbranch-a/monitor,a.wav\n");
    }

    @Test
    void listsADirectoryOfEverySiteWhereNoneIsNamed() {
        recordings.keep("branch-b", "monitor/b.wav", ONE).keep("branch-a", "monitor/a.wav", TWO);

        assertThat(all("?filedir=monitor").text())
                .isEqualTo(HEADER + "branch-a/monitor,a.wav\nbranch-b/monitor,b.wav\n");
        assertThat(all("?filedir=nothing").status()).isEqualTo(404);
        assertThat(all("?filedir=branch-c/monitor").status()).isEqualTo(404);
    }

    @Test
    void leavesOutOfAMergedListingWhoCannotBeReachedAndSaysSo() {
        recordings.keep("branch-a", "monitor/a.wav", ONE).away("branch-b", null);
        Answer answer = all("?filedir=monitor");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(HEADER + "branch-a/monitor,a.wav\n");
        assertThat(answer.header("Left-Out-Sites")).containsExactly("branch-b");
        assertThat(all("?filedir=branch-b/monitor").status()).isEqualTo(503);
        assertThat(all("?filedir=nothing").status()).isEqualTo(503);
    }

    @Test
    void mergesAListingThatIsLargerThanWhatIsHeld() {
        String lines = "monitor,auto-1414771234-1000-1004.wav\n".repeat(100_000);
        recordings.list("branch-a", "", HEADER + lines).list("branch-b", "", HEADER);

        assertThat(all("").text()).isEqualTo(HEADER + lines.replace("monitor", "branch-a/monitor"));
    }

    @Test
    void findsAFileOfTheSiteThatIsNamed() {
        recordings.keep("branch-a", "monitor/a.wav", ONE).keep("branch-b", "monitor/a.wav", TWO);

        assertThat(all("?filedir=branch-b/monitor&filename=a.wav").body()).isEqualTo(TWO);
        assertThat(all("?filedir=branch-a/monitor&filename=a.wav").body()).isEqualTo(ONE);
        assertThat(recordings.asked).containsExactly("branch-b monitor a.wav", "branch-a monitor a.wav");
    }

    @Test
    void findsAFileInTheFirstSiteThatHasIt() {
        recordings.keep("branch-a", "monitor/a.wav", ONE).keep("branch-b", "monitor/a.wav", TWO);
        recordings.keep("branch-b", "monitor/b.wav", TWO);

        assertThat(all("?filename=a.wav").body()).isEqualTo(ONE);
        assertThat(all("?filename=b.wav").body()).isEqualTo(TWO);
    }

    @Test
    void looksAtTheSitesByIdWhateverTheCacheHolds() {
        recordings.keep("branch-a", "monitor/a.wav", ONE).keep("branch-b", "monitor/a.wav", TWO);
        recordings.cache("branch-b", "monitor/a.wav");

        assertThat(all("?filename=a.wav").body()).isEqualTo(ONE);
        assertThat(recordings.asked).containsExactly("branch-a monitor a.wav");
    }

    @Test
    void servesWhatIsCachedOfALaterSiteWhereAnEarlierOneIsAway() {
        recordings.keep("branch-b", "monitor/a.wav", TWO).cache("branch-b", "monitor/a.wav");
        recordings.away("branch-a", null);

        assertThat(all("?filename=a.wav").body()).isEqualTo(TWO);
        assertThat(recordings.asked).containsExactly("branch-a monitor a.wav", "branch-b monitor a.wav");
    }

    @Test
    void neverSaysThatAFileIsNotThereWhereOneSiteIsAway() {
        recordings.away("branch-a", null).keep("branch-b", "monitor/b.wav", TWO);

        assertThat(all("?filename=a.wav").status()).isEqualTo(503);
        assertThat(all("?filename=b.wav").body()).isEqualTo(TWO);
    }

    private Answer one(String query) {
        return ask(query, "branch-a");
    }

    private Answer all(String query) {
        return ask(query, "branch-a,branch-b");
    }

    private Answer ask(String query, String sites) {
        try (Gateway gateway = Gateway.open(recordings, "billing.sites", sites)) {
            return RawHttps.get(gateway.port(), "/recapi" + query);
        }
    }
}
