package io.ucmbilling.ucm.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.ucm.SiteDraft;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.FaultKind.Retry;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each status of the newer HTTPS API leads to (contract U1, U2): the table, row by row. */
class ApiStatusTest {
    private static final Site SITE = SiteDraft.on(1).site();

    @ParameterizedTest
    @CsvSource({
        "-1, API_ERROR, BACKOFF",
        "-5, API_ERROR, BACKOFF",
        "-6, API_ERROR, BACKOFF",
        "-7, API_ERROR, BACKOFF",
        "-8, API_ERROR, BACKOFF",
        "-9, API_ERROR, BACKOFF",
        "-15, API_ERROR, BACKOFF",
        "-16, API_ERROR, BACKOFF",
        "-19, API_ERROR, BACKOFF",
        "-24, API_ERROR, BACKOFF",
        "-25, API_ERROR, BACKOFF",
        "-26, API_ERROR, BACKOFF",
        "-37, LOGIN_REFUSED, LOGIN_BACKOFF",
        "-45, TOLD_TO_WAIT, AS_TOLD",
        "-46, TOLD_TO_WAIT, AS_TOLD",
        "-47, ACCESS_DENIED, LOGIN_BACKOFF",
        "-50, API_ERROR, BACKOFF",
        "-51, API_ERROR, BACKOFF",
        "-57, TOLD_TO_WAIT, AS_TOLD",
        "-68, LOGIN_REFUSED, LOGIN_BACKOFF",
        "-70, LOGIN_REFUSED, LOGIN_BACKOFF",
        "-71, LOGIN_REFUSED, LOGIN_BACKOFF",
        "-99, API_ERROR, BACKOFF",
        "7, API_ERROR, BACKOFF"
    })
    void leadsTo(int status, FaultKind kind, Retry retry) {
        UcmFault fault = ApiStatus.fault(SITE, "login", status);
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.kind().retry()).isEqualTo(retry);
        assertThat(fault).hasMessageContaining("found the status " + status + " to login");
    }

    @Test
    void onlyTheWrongPasswordIsToldAsOne() {
        assertThat(Stream.of(ApiStatus.values())
                        .filter(status -> String.valueOf(ApiStatus.fault(SITE, "login", status.number())
                                        .getMessage())
                                .contains("password")))
                .containsExactly(ApiStatus.WRONG_PASSWORD);
    }

    @Test
    void aNumberThatNobodyKnowsIsToldAlone() {
        assertThat(ApiStatus.fault(SITE, "cdrapi", -999))
                .hasMessage("site branch-a: found the status -999 to cdrapi, expected the status 0");
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiStatus.class,
            names = {"TOO_FREQUENT", "TOO_FREQUENT_AS_WELL", "MUCH_TOO_FREQUENT"})
    void aUcmThatIsAskedTooOftenIsLeftAsLongAsItSays(ApiStatus status) {
        assertThat(ApiStatus.fault(SITE, "challenge", status.number()).retryAfter())
                .isEqualTo(status == ApiStatus.MUCH_TOO_FREQUENT ? Duration.ofMinutes(1) : Duration.ofSeconds(15));
    }

    @Test
    void noNumberStandsTwice() {
        assertThat(Stream.of(ApiStatus.values()).map(ApiStatus::number)).doesNotHaveDuplicates();
    }

    /** U2: these two to recapi. */
    @Test
    void twoStatusesMeanThatThereIsNoSuchFile() {
        assertThat(numbers().filter(ApiStatus::isNotFound)).isEqualTo(List.of(-16, -25));
    }

    @Test
    void twoStatusesEndASession() {
        assertThat(numbers().filter(ApiStatus::endsSession)).isEqualTo(List.of(-5, -6));
    }

    private static Stream<Integer> numbers() {
        return Stream.of(ApiStatus.values()).map(ApiStatus::number);
    }
}
