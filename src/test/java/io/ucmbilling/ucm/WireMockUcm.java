package io.ucmbilling.ucm;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** A UCM played by WireMock over HTTPS, and the client that asks it. */
final class WireMockUcm implements AutoCloseable {
    static final CdrQuery QUERY = CdrQuery.all(Format.JSON);

    final WireMockServer server;
    private final HttpUcms ucms = new HttpUcms(Clock.systemUTC());
    private final UnaryOperator<SiteDraft> change;

    private WireMockUcm(WireMockConfiguration options, UnaryOperator<SiteDraft> change) {
        this.server = new WireMockServer(options.dynamicPort().dynamicHttpsPort());
        this.change = change;
        server.start();
    }

    /** One that a test teaches its answers. */
    static WireMockUcm blank(UnaryOperator<SiteDraft> change) {
        return new WireMockUcm(WireMockConfiguration.options().trustAllProxyTargets(true), change);
    }

    /** One of the folders in {@code src/test/resources/wiremock}. */
    static WireMockUcm of(String folder, UnaryOperator<SiteDraft> change) {
        String root = Path.of("src/test/resources/wiremock", folder).toString();
        return new WireMockUcm(
                WireMockConfiguration.options().usingFilesUnderDirectory(root),
                site -> change.apply(site.login("cdrapi", "cdrapi123")));
    }

    Ucm pages() {
        return ucms.of(site());
    }

    Recapi recapi() {
        return ucms.recapi(site());
    }

    /** The fault that a page ends in. */
    UcmFault fault() {
        return Faulty.of(pages(), QUERY);
    }

    private Site site() {
        return change.apply(SiteDraft.on(server.httpsPort())).site();
    }

    @Override
    public void close() {
        try {
            ucms.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.stop();
        }
    }
}
