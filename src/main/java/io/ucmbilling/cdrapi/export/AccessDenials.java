package io.ucmbilling.cdrapi.export;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.access.DenialLog;
import io.ucmbilling.access.WrongPasswords;
import io.ucmbilling.cdrapi.connection.PeerConnection;
import java.time.Clock;
import java.time.Duration;

/** Denials of access to the exports: counted, told, and answered later and later to whoever guesses passwords. */
public final class AccessDenials {
    private final DenialLog log;
    private final WrongPasswords passwords;
    private final MeterRegistry meters;

    public AccessDenials(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.log = new DenialLog(clock);
        this.passwords = new WrongPasswords(clock);
    }

    public void address(String export, String peer) {
        note(export, RequestOutcome.NOT_PERMITTED, "address not permitted", peer);
    }

    /** Notes a wrong password, and waits until it may be answered. */
    public void password(String export, String peer) {
        note(export, RequestOutcome.UNAUTHORIZED, "wrong password", peer);
        Duration wait = passwords.wait(peer);
        if (!wait.isZero()) {
            PeerConnection.current().ifPresent(connection -> connection.pause(wait));
        }
    }

    /** Notes a right password. */
    public void passed(String peer) {
        passwords.forgive(peer);
    }

    /** Returns the registry in which they are counted, as all else of the listeners is. */
    public MeterRegistry meters() {
        return meters;
    }

    private void note(String export, RequestOutcome outcome, String what, String peer) {
        meters.counter("gateway.exports.denied", "export", export, "outcome", outcome.tag())
                .increment();
        log.note("export " + export, what, peer);
    }
}
