package io.ucmbilling.ucm.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.ucm.SiteDraft;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long a refused sign-in keeps recordings from trying again. */
class RefusedLoginTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T06:30:00Z"));
    private final RefusedLogin refused = new RefusedLogin(clock);

    @ParameterizedTest
    @CsvSource({"-37, 600", "-47, 600", "-68, 600", "-57, 60", "-45, 15"})
    void holdsAsLongAsItsStatusAsksFor(int status, int seconds) {
        UcmFault fault = refused.remember(ApiStatus.fault(SiteDraft.on(1).site(), "login", status));
        clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(checked()).isEqualTo(fault.kind());
        clock.advance(Duration.ofMillis(1));
        assertThat(checked()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"-1", "-9", "-99"})
    void anyOtherFaultKeepsNobody(int status) {
        refused.remember(ApiStatus.fault(SiteDraft.on(1).site(), "login", status));
        assertThat(checked()).isNull();
    }

    private @Nullable FaultKind checked() {
        UcmFault fault = catchThrowableOfType(UcmFault.class, refused::check);
        return fault == null ? null : fault.kind();
    }
}
