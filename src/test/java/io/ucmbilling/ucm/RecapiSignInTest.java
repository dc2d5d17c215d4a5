package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.ucm.RecapiSite.Way;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import io.ucmbilling.ucm.transport.RefusedLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many who ask for recordings at one time sign in as one, and a wrong password goes out once. */
@Timeout(60)
class RecapiSignInTest {
    private static final int MANY = 16;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T06:30:00Z"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private RecapiSite site(Way way) {
        return new RecapiSite(way, clock, site -> site);
    }

    private RecapiSite wrong(Way way) {
        return new RecapiSite(way, clock, site -> site.login("cdrapi", "wrong"));
    }

    /** What each of many at one time comes to; null: its listing came. */
    private List<FaultKind> manyListings(RecapiSite site) throws Exception {
        Callable<FaultKind> one = () -> {
            UcmFault fault = catchThrowableOfType(
                    UcmFault.class, () -> site.recapi().contents("monitor").orElseThrow());
            return fault == null ? null : fault.kind();
        };
        List<Future<FaultKind>> all =
                IntStream.range(0, MANY).mapToObj(i -> threads.submit(one)).toList();
        List<FaultKind> kinds = new ArrayList<>();
        for (Future<FaultKind> each : all) {
            kinds.add(each.get());
        }
        return kinds;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void manySignInAtOneTime(Way way) throws Exception {
        try (RecapiSite site = site(way)) {
            assertThat(manyListings(site)).containsOnlyNulls();
            assertThat(site.ucm.asked().wrongPasswords()).isZero();
        }
    }

    @Test
    void manyShareOneLogin() throws Exception {
        try (RecapiSite site = site(Way.HTTPS)) {
            assertThat(manyListings(site)).containsOnlyNulls();
            assertThat(site.ucm.asked().logins()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void manyGetOverNoncesAndCookiesThatRanOut(Way way) throws Exception {
        try (RecapiSite site = site(way)) {
            site.recapi().directories();
            clock.advance(Duration.ofMinutes(11));
            assertThat(manyListings(site)).containsOnlyNulls();
            assertThat(site.ucm.asked().wrongPasswords()).isZero();
        }
    }

    @Test
    void manyRenewASessionThatEndedSoonerOnce() throws Exception {
        try (RecapiSite site = site(Way.HTTPS)) {
            site.recapi().directories();
            site.ucm.endSessions();
            assertThat(manyListings(site)).containsOnlyNulls();
            assertThat(site.ucm.asked().logins()).isEqualTo(2);
        }
    }

    @Test
    void aFileRenewsASessionThatEndedSooner() throws Exception {
        try (RecapiSite site = site(Way.HTTPS)) {
            site.shelf().put("monitor", RecapiSite.NAME, 1000);
            site.recapi().directories();
            site.ucm.endSessions();
            try (RemoteFile file = site.open(0)) {
                assertThat(RecapiSite.read(file)).hasSize(1000);
            }
        }
    }

    @Test
    void recordsAndRecordingsShareASession() throws Exception {
        try (RecapiSite site = site(Way.HTTPS)) {
            site.pages().page(CdrQuery.all(Format.JSON));
            site.recapi().directories();
            assertThat(site.ucm.asked().logins()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void manySendAWrongPasswordOnce(Way way) throws Exception {
        try (RecapiSite site = wrong(way)) {
            assertThat(manyListings(site)).containsOnly(FaultKind.LOGIN_REFUSED);
            assertThat(site.ucm.asked().wrongPasswords()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aRefusalHoldsForAWhile(Way way) throws Exception {
        try (RecapiSite site = wrong(way)) {
            manyListings(site);
            long requests = site.ucm.asked().requests();
            clock.advance(RefusedLogin.MEMORY.minusSeconds(1));
            assertThat(catchThrowableOfType(UcmFault.class, () -> site.open(0)))
                    .hasMessageContaining("not tried again for a recording before 2026-05-04T06:40:00Z");
            assertThat(site.ucm.asked().requests()).isEqualTo(requests);

            clock.advance(Duration.ofSeconds(1));
            site.ucm.password("wrong");
            assertThat(manyListings(site)).containsOnlyNulls();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatPollingIsRefusedHoldsForRecordingsToo(Way way) throws Exception {
        try (RecapiSite site = wrong(way)) {
            assertThat(Faulty.of(site.pages(), CdrQuery.all(Format.JSON)).kind())
                    .isEqualTo(FaultKind.LOGIN_REFUSED);
            assertThat(manyListings(site)).containsOnly(FaultKind.LOGIN_REFUSED);
            assertThat(site.ucm.asked().wrongPasswords()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aPageThatIsLetInEndsTheWait(Way way) throws Exception {
        try (RecapiSite site = wrong(way)) {
            manyListings(site);
            site.ucm.password("wrong");
            site.pages().page(CdrQuery.all(Format.JSON));
            assertThat(manyListings(site)).containsOnlyNulls();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Way.class, names = "HTTPS", mode = EnumSource.Mode.EXCLUDE)
    void aPasswordChangedOnTheUcmDoesNotLockTheAccount(Way way) throws Exception {
        try (RecapiSite site = site(way)) {
            site.recapi().directories();
            site.ucm.password("another");
            for (int i = 0; i < MANY; i++) {
                assertThat(catchThrowableOfType(
                                        UcmFault.class, () -> site.recapi().directories())
                                .kind())
                        .isEqualTo(FaultKind.LOGIN_REFUSED);
            }
            assertThat(site.ucm.asked().wrongPasswords()).isLessThanOrEqualTo(2);
        }
    }
}
