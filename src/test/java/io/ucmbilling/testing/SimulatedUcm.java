package io.ucmbilling.testing;

import java.net.URI;

/**
 * A UCM on the loopback interface: serves a {@link Pbx}'s legs over HTTPS by {@code /cdrapi} and by the newer HTTPS API, in
 * the layout of its generation, and goes wrong as its {@link Faults} say.
 */
public final class SimulatedUcm implements AutoCloseable {

    SimulatedUcm(SimulatedUcmBuilder builder) {}

    public static SimulatedUcmBuilder over(Pbx pbx) {
        return new SimulatedUcmBuilder(pbx, null);
    }

    /** A stub for benchmarks: whatever it is asked, these answers come, as bytes, without a PBX behind it. */
    public static SimulatedUcmBuilder answering(Answers answers) {
        return new SimulatedUcmBuilder(Pbx.seeded(0).callsPerHour(0).build(), answers);
    }

    /** {@code https://127.0.0.1:port}, without a path. */
    public URI url() {
        throw new UnsupportedOperationException("url");
    }

    public int port() {
        throw new UnsupportedOperationException("port");
    }

    public Pbx pbx() {
        throw new UnsupportedOperationException("pbx");
    }

    public Faults faults() {
        throw new UnsupportedOperationException("faults");
    }

    /** What was asked so far. */
    public Asked asked() {
        throw new UnsupportedOperationException("asked");
    }

    /** Its self-signed certificate, PEM. */
    public String certificate() {
        throw new UnsupportedOperationException("certificate");
    }

    /** 64 lower-case hex digits. */
    public String fingerprintSha256() {
        throw new UnsupportedOperationException("fingerprintSha256");
    }

    /** Whether so many wrong passwords came that the account is locked, for right ones too. */
    public boolean locked() {
        throw new UnsupportedOperationException("locked");
    }

    /** Unlocks the account and forgets the wrong passwords. */
    public void unlock() {
        throw new UnsupportedOperationException("unlock");
    }

    /** From now on it pages so. */
    public void paging(Paging paging) {
        throw new UnsupportedOperationException("paging");
    }

    /** From now on only this password is right; cookies and nonces stay good. */
    public void password(String password) {
        throw new UnsupportedOperationException("password");
    }

    /** Breaks every connection and takes no new one, as when the plug is pulled. */
    public void unplug() {
        throw new UnsupportedOperationException("unplug");
    }

    /** Listens again, on the same port. */
    public void plugIn() {
        throw new UnsupportedOperationException("plugIn");
    }

    @Override
    public void close() {}
}
