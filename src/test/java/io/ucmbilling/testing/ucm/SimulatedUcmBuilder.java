package io.ucmbilling.testing.ucm;

import io.ucmbilling.testing.Answers;
import io.ucmbilling.testing.Certificates;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import java.net.InetAddress;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What kind of UCM to start; see {@link SimulatedUcm#over}. */
public final class SimulatedUcmBuilder {
    final Pbx pbx;
    final @Nullable Answers answers;
    RequiredAuthentication authentication = RequiredAuthentication.DIGEST;
    String username = "cdrapi";
    String password = "cdrapi123";
    int port;
    InetAddress address = InetAddress.getLoopbackAddress();
    HttpFilter filter = HttpFilter.NONE;
    int lockAfter = 5;
    Paging paging = Paging.SEEN;
    Wrapping wrapping = Wrapping.CDR_ROOT_STATUS;
    FaultSchedule faults = new FaultSchedule();

    @Nullable
    Clock clock;

    Certificates.@Nullable Identity identity;

    @Nullable
    SSLContext context;

    SimulatedUcmBuilder(Pbx pbx, @Nullable Answers answers) {
        this.pbx = pbx;
        this.answers = answers;
    }

    /** The three wrappings of the newer HTTPS API (samples/newer-api). */
    public enum Wrapping {
        CDR_ROOT,
        CDR_ROOT_STATUS,
        RESPONSE
    }

    /** What {@code /cdrapi} asks for; DIGEST unless told. The newer HTTPS API always has its own login. */
    public SimulatedUcmBuilder authentication(RequiredAuthentication authentication) {
        this.authentication = authentication;
        return this;
    }

    /** cdrapi and cdrapi123 unless told. */
    public SimulatedUcmBuilder account(String username, String password) {
        this.username = username;
        this.password = password;
        return this;
    }

    /** 0, any free one, unless told. */
    public SimulatedUcmBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** The account locks after so many wrong passwords in a row; 5 unless told. */
    public SimulatedUcmBuilder lockAfter(int wrongPasswords) {
        this.lockAfter = wrongPasswords;
        return this;
    }

    public SimulatedUcmBuilder paging(Paging paging) {
        this.paging = paging;
        return this;
    }

    public SimulatedUcmBuilder wrapping(Wrapping wrapping) {
        this.wrapping = wrapping;
        return this;
    }

    public SimulatedUcmBuilder faults(FaultSchedule faults) {
        this.faults = faults;
        return this;
    }

    /** For {@code now}, and the age of nonces and cookies; the PBX's own unless told. */
    public SimulatedUcmBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Its certificate and key; a self-signed one, common to the JVM's simulated UCMs, unless told. */
    public SimulatedUcmBuilder identity(Certificates.Identity identity) {
        this.identity = identity;
        return this;
    }

    /** Its TLS context, which must show the certificate of {@link #identity}; one of its own unless told. */
    public SimulatedUcmBuilder serverContext(SSLContext context) {
        this.context = context;
        return this;
    }

    /** The address it listens on; loopback unless told. */
    public SimulatedUcmBuilder address(InetAddress address) {
        this.address = address;
        return this;
    }

    /** What every request and every answer goes through; nothing unless told. */
    public SimulatedUcmBuilder filter(HttpFilter filter) {
        this.filter = filter;
        return this;
    }

    public SimulatedUcm start() {
        return new SimulatedUcm(this);
    }
}
