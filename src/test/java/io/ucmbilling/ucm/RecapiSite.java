package io.ucmbilling.ucm;

import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.RecordingShelf;
import io.ucmbilling.testing.ucm.RequiredAuthentication;
import io.ucmbilling.testing.ucm.SimulatedRecapi;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** A simulated UCM with recordings, and the way to it. */
public final class RecapiSite implements AutoCloseable {
    static final String NAME = "2026-05/auto-1777878000-1001-1002.wav";
    static final String PATH = "monitor/" + NAME;

    final SimulatedUcm ucm;
    private final HttpUcms ucms;
    private final Site site;

    /** The ways in that there are (contract U1). */
    enum Way {
        DIGEST(RequiredAuthentication.DIGEST, Site.Api.LEGACY),
        BASIC(RequiredAuthentication.BASIC, Site.Api.LEGACY),
        HTTPS(RequiredAuthentication.DIGEST, Site.Api.HTTPS);

        private final RequiredAuthentication authentication;
        private final Site.Api api;

        Way(RequiredAuthentication authentication, Site.Api api) {
            this.authentication = authentication;
            this.api = api;
        }
    }

    RecapiSite(Way way) {
        this(way, site -> site);
    }

    RecapiSite(Way way, UnaryOperator<SiteDraft> change) {
        this(way, Clock.systemUTC(), change);
    }

    RecapiSite(Way way, Clock clock, UnaryOperator<SiteDraft> change) {
        ucm = SimulatedUcm.over(Pbx.seeded(0).callsPerHour(0).build())
                .authentication(way.authentication)
                .account("cdrapi", SiteDraft.PASSWORD)
                .clock(clock)
                .start();
        ucms = new HttpUcms(clock);
        site = change.apply(SiteDraft.on(ucm.port()).api(way.api)).site();
    }

    Recapi recapi() {
        return ucms.recapi(site);
    }

    Ucm pages() {
        return ucms.of(site);
    }

    SimulatedRecapi there() {
        return ucm.recapi();
    }

    RecordingShelf shelf() {
        return ucm.recapi().shelf();
    }

    /** The one recording that most tests ask for. */
    RemoteFile open(long from) throws UcmFault {
        return recapi().open("monitor", NAME, from).orElseThrow();
    }

    /** All bytes that come. */
    public static byte[] read(RemoteFile file) throws UcmFault {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[8192];
        for (int count = file.read(block); count >= 0; count = file.read(block)) {
            bytes.write(block, 0, count);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        try {
            ucms.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ucm.close();
    }
}
