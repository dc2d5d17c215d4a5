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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A UCM's recordings by either way in. A file goes these steps:
 *
 * <ol>
 *   <li>not at all if the login was refused not long ago (see {@link RefusedLogin});
 *   <li>its turn: at most {@code parallel-files} are open at one time, those that wait go in their order, each at most the
 *       answer timeout;
 *   <li>the head of the answer, again within the answer timeout; if it is not the range asked for, the whole file is asked
 *       for once;
 *   <li>is it a file at all: a 404 and the HTTPS API's "no such item" are none, everything but audio is a fault;
 *   <li>from then on only the read timeout counts, and the turn is over when the file is closed.
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
            return isMissing(call, answer) ? Optional.empty() : Optional.of(csv(answer));
        } catch (IOException e) {
            throw call.fault(e);
        }
    }

    private byte[] csv(StreamingResponse open) throws IOException, UcmFault {
        HttpAnswer answer = open.whole();
        PageResponses.check(site, Format.CSV, answer, clock);
        if (new String(answer.body(), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .startsWith("<")) {
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
        String expected = "one of " + site.limits().parallelFiles() + " files at one time to be over";
        try {
            if (!turns.tryAcquire(site.limits().answerTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw FaultFactory.of(
                        site,
                        FaultKind.TIMED_OUT,
                        "no turn after " + site.limits().answerTimeout(),
                        expected);
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
        ContentRange range = ContentRange.of(answer.header("Content-Range"));
        return answer.status() == 416 || (answer.status() == 206 && (range == null || range.from() != from));
    }

    /** Opens the answer's file. If the UCM says that there is none, the body is drained so the connection can be reused. */
    private Optional<RemoteFile> file(HttpCall call, StreamingResponse answer, long from)
            throws UcmFault, RefusedPageException {
        boolean opened = false;
        try {
            if (isMissing(call, answer)) {
                call.finish(answer);
                return Optional.empty();
            }
            RemoteFile file = new HttpRemoteFile(site, answer, range(answer, from), turns::release);
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

    /** Returns whether the UCM says that there is none. Any other refusal is the transport's to tell. */
    private static boolean isMissing(HttpCall call, StreamingResponse answer)
            throws IOException, UcmFault, RefusedPageException {
        ApiRefusal refusal = ApiRefusal.of(answer);
        if (refusal != null && !refusal.isNotFound()) {
            call.finish(answer);
            throw new RefusedPageException(refusal.status(), "recapi");
        }
        return refusal != null || answer.status() == 404;
    }

    /** Returns the part of the file that comes, if it is a file. */
    private ContentRange range(StreamingResponse answer, long from) throws IOException, UcmFault {
        ContentRange partial =
                from > 0 && answer.status() == 206 ? ContentRange.of(answer.header("Content-Range")) : null;
        if (partial == null && answer.status() != 200) {
            throw FaultFactory.status(site, answer.head(), clock);
        }
        String type = mediaType(answer);
        if (type == null && partial == null && !isRiff(answer)) {
            throw wrongType("no content type, and no RIFF in front");
        } else if (type != null && !type.startsWith("audio/") && !type.equals("application/octet-stream")) {
            throw wrongType("the content type " + type);
        }
        return partial == null ? new ContentRange(0, answer.length()) : partial;
    }

    private static boolean isRiff(StreamingResponse answer) throws IOException {
        byte[] beginning = answer.peek(WaveHeader.SIZE_END);
        return WaveHeader.of(beginning, beginning.length).isRiff();
    }

    private UcmFault wrongType(String found) {
        return FaultFactory.of(site, FaultKind.WRONG_CONTENT_TYPE, found, "audio/wav");
    }

    /** Returns the media type in lower case, without parameters; null: none is named. */
    private static @Nullable String mediaType(StreamingResponse answer) {
        String header = answer.header("Content-Type");
        return header == null || header.isBlank()
                ? null
                : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
