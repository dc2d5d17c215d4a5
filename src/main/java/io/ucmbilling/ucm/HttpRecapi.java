package io.ucmbilling.ucm;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.ucm.http.ContentRange;
import io.ucmbilling.ucm.http.FaultFactory;
import io.ucmbilling.ucm.http.HttpAnswer;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.PageResponses;
import io.ucmbilling.ucm.http.SiteHttpClient;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import io.ucmbilling.ucm.transport.ApiRefusal;
import io.ucmbilling.ucm.transport.RefusedLogin;
import io.ucmbilling.ucm.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A UCM's recordings by either way in. A file is opened in these steps:
 *
 * <ol>
 *   <li>It is not asked for if the login was refused not long ago (see {@link RefusedLogin}).
 *   <li>It waits for its turn, at most the answer timeout. At most {@code parallel-files} are open at one time. Those
 *       that wait go in their order.
 *   <li>The head of the answer comes, again within the answer timeout. If it is not the range asked for, the whole file
 *       is asked for once.
 *   <li>A 404 and the HTTPS API's "no such item" say that there is none. Everything but audio is a fault.
 *   <li>From then on only the read timeout counts. The turn is over when the file is closed.
 * </ol>
 */
final class HttpRecapi implements Recapi {
    private final Site site;
    private final SiteHttpClient client;
    private final Clock clock;
    private final Transport transport;
    private final RefusedLogin refused;
    private final Semaphore turns;

    /** @param client of its own, so that pages never wait for a recording */
    HttpRecapi(Site site, SiteHttpClient client, Clock clock, Transport transport, RefusedLogin refused) {
        this.site = site;
        this.client = client;
        this.clock = clock;
        this.transport = transport;
        this.refused = refused;
        this.turns = new Semaphore(site.limits().parallelFiles(), true);
    }

    @Override
    public byte[] directories() throws UcmFault {
        return listing(Map.of())
                .orElseThrow(
                        () -> FaultFactory.of(site, FaultKind.NOT_OFFERED, "no recapi", "a listing of directories"));
    }

    @Override
    public Optional<byte[]> contents(String filedir) throws UcmFault {
        return listing(Map.of("filedir", filedir));
    }

    private Optional<byte[]> listing(Map<String, String> variables) throws UcmFault {
        refused.check();
        return client.call(call -> transport.ask(call, variables, 0, answer -> listing(call, answer)));
    }

    private Optional<byte[]> listing(HttpCall call, StreamingResponse answer) throws UcmFault, RefusedPageException {
        try (answer) {
            return ApiRefusal.isMissing(answer) ? Optional.empty() : Optional.of(csv(answer.whole()));
        } catch (IOException e) {
            throw call.fault(e);
        }
    }

    private byte[] csv(HttpAnswer answer) throws UcmFault {
        PageResponses.check(site, Format.CSV, answer, clock);
        String text = new String(answer.body(), StandardCharsets.ISO_8859_1);
        if (text.stripLeading().startsWith("<")) {
            throw FaultFactory.of(site, FaultKind.WRONG_CONTENT_TYPE, "an answer of HTML", "a listing in text/csv");
        }
        return answer.body();
    }

    @Override
    public Optional<RemoteFile> open(String filedir, String filename, long from) throws UcmFault {
        refused.check();
        // In the guide's order.
        Map<String, String> variables = new TreeMap<>(Map.of("filedir", filedir, "filename", filename));
        takeTurn();
        Optional<RemoteFile> file = Optional.empty();
        try {
            file = client.call(call -> file(call, variables, from));
            return file;
        } finally {
            if (file.isEmpty()) {
                turns.release();
            }
        }
    }

    private void takeTurn() throws UcmFault {
        Duration limit = site.limits().answerTimeout();
        String expected = "one of " + site.limits().parallelFiles() + " files at one time to be over";
        try {
            if (!turns.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw FaultFactory.of(site, FaultKind.TIMED_OUT, "no turn after " + limit, expected);
            }
        } catch (InterruptedException e) {
            throw FaultFactory.interrupted(site, expected);
        }
    }

    private Optional<RemoteFile> file(HttpCall call, Map<String, String> variables, long from) throws UcmFault {
        return transport.ask(call, variables, from, answer -> {
            if (from > 0 && isWrongRange(answer, from)) {
                call.finish(answer);
                return file(call, variables, 0);
            }
            return file(call, answer, from);
        });
    }

    private static boolean isWrongRange(StreamingResponse answer, long from) {
        ContentRange part = answer.part();
        return answer.status() == 416 || (answer.status() == 206 && (part == null || part.from() != from));
    }

    /** Opens the answer's file. If there is none, the body is drained so that the connection can be reused. */
    private Optional<RemoteFile> file(HttpCall call, StreamingResponse answer, long from)
            throws UcmFault, RefusedPageException {
        boolean opened = false;
        try {
            if (ApiRefusal.isMissing(answer)) {
                answer.whole();
                return Optional.empty();
            }
            ContentRange part = from > 0 ? answer.part() : null;
            if (part == null && answer.status() != 200) {
                throw FaultFactory.status(site, answer.head(), clock);
            }
            RemoteFile file = new HttpRemoteFile(site, answer, part, turns::release);
            opened = true;
            return Optional.of(file);
        } catch (IOException e) {
            throw call.fault(e);
        } finally {
            if (!opened) {
                answer.close();
            }
        }
    }
}
