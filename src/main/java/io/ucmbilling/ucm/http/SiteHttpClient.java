package io.ucmbilling.ucm.http;

import io.ucmbilling.telemetry.LogIds;
import io.ucmbilling.telemetry.Spans;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import io.ucmbilling.ucm.tls.HandshakeListener;
import io.ucmbilling.ucm.tls.SiteTls;
import java.io.IOException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one site, with its own TLS, connections and time limits. Follows nothing, repeats nothing, keeps
 * no cookie, takes no compression.
 *
 * <p>A call runs on a thread of its own while the caller waits for it, at most the answer's time limit. So the limit
 * holds wherever the call hangs, be it the name's resolution or an answer that drips. So does an interruption of the
 * caller. The connection of a call left behind is closed, which ends its thread. It is a platform thread: an answer
 * whose bytes come without a pause would hold a virtual thread's carrier, which the exports need.
 */
public final class SiteHttpClient implements AutoCloseable {
    private static final String USER_AGENT = "ucm-billing-gateway";
    /** One pass uses one. The rest are for calls left behind that still hang. */
    public static final int CONNECTIONS = 4;
    /** Shorter than the keep-alive of any server met. Between two pages, not between two passes. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(10);

    /** Of each connection that is kept, three times. A body is read past it. */
    private static final int BUFFER = 8 * 1024;

    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int MOST_HEADERS = 200;

    private final Site site;
    private final CloseableHttpClient client;

    /**
     * @param system the authorities that {@link Site.Trust#SYSTEM} means; null: the JVM's
     * @param connections how many it has at one time
     */
    public SiteHttpClient(Site site, @Nullable KeyStore system, int connections) {
        this.site = site;
        this.client = HttpClients.custom()
                .setConnectionManager(connections(site, system, connections))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setAuthenticationEnabled(false)
                        .setRedirectsEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setConnectionRequestTimeout(timeout(site.limits().connectTimeout()))
                        .setResponseTimeout(timeout(site.limits().readTimeout()))
                        .setDefaultKeepAlive(IDLE.toMilliseconds(), TimeUnit.MILLISECONDS)
                        .build())
                .addExecInterceptorBefore(
                        ChainElement.MAIN_TRANSPORT.name(), "connection-stands", (request, scope, chain) -> {
                            ((HttpCall) HandshakeListener.of(scope.clientContext)).awaitsAnswer();
                            return chain.proceed(request, scope);
                        })
                .setUserAgent(USER_AGENT)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
    }

    private static HttpClientConnectionManager connections(Site site, @Nullable KeyStore system, int connections) {
        Timeout connect = timeout(site.limits().connectTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new SiteTls(site, system))
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(timeout(site.limits().readTimeout()))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setBufferSize(BUFFER)
                                .setMaxLineLength(LONGEST_HEADER)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    public interface Talk<T> {
        T over(HttpCall call) throws UcmFault;
    }

    /** Runs the talk within the answer's time limit. If it does not end in time, everything it opened is closed. */
    public <T> T call(Talk<T> talk) throws UcmFault {
        return Spans.in("ucm request", "site", site.id(), () -> callInTime(talk));
    }

    private <T> T callInTime(Talk<T> talk) throws UcmFault {
        HttpCall call = new HttpCall(site, client);
        FutureTask<T> task = new FutureTask<>(() -> talk.over(call));
        boolean heard = false;
        try {
            Thread.ofPlatform().daemon().name("ucm-" + site.id()).start(LogIds.carried(task));
            T said = task.get(site.limits().answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
            heard = true;
            return said;
        } catch (TimeoutException e) {
            throw FaultFactory.late(site, call.phase());
        } catch (InterruptedException e) {
            throw FaultFactory.interrupted(site, "a whole answer");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UcmFault fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("site " + site.id() + ": " + e.getCause(), e.getCause());
        } finally {
            task.cancel(true);
            if (!heard) {
                call.giveUp();
            }
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
