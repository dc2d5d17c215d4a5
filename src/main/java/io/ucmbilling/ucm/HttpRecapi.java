package io.ucmbilling.ucm;

import io.ucmbilling.contract.Format;
import io.ucmbilling.ucm.http.ContentRange;
import io.ucmbilling.ucm.http.FaultFactory;
import io.ucmbilling.ucm.http.HttpAnswer;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.PageResponses;
import io.ucmbilling.ucm.http.SiteHttpClient;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.login.ApiRefusal;
import io.ucmbilling.ucm.login.ApiStatus;
import io.ucmbilling.ucm.login.RefusedLogin;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
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
 *   <li>not at all where the login was refused not long ago (see {@link RefusedLogin});
 *   <li>its turn: at most {@code parallel-files} are open at one time, those that wait go in their order, each at most the
 *       answer timeout;
 *   <li>the head of the answer, again within the answer timeout; where it is not the range asked for, the whole file is asked
 *       for once;
 *   <li>is it a file at all: a 404 and the HTTPS API's "no such item" are none, everything but audio is a fault;
 *   <li>from then on only the read timeout counts, and the turn is over when the file is closed.
 * </ol>
 */
final class HttpRecapi implements Recapi {
    private static final byte[] RIFF = {'R', 'I', 'F', 'F'};

    private final Site site;
    private final SiteHttpClient line;
    private final Clock clock;
    private final RecapiTransport way;
    private final RefusedLogin refused;
    private final Semaphore turns;

    /** @param line of its own, so that pages never wait for a recording */
    HttpRecapi(Site site, SiteHttpClient line, Clock clock, RecapiTransport way, RefusedLogin refused) {
        this.site = site;
        this.line = line;
        this.clock = clock;
        this.way = way;
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
        return line.call(exchange -> {
            try (StreamingResponse answer = way.ask(exchange, variables, 0)) {
                return isMissing(answer) ? Optional.empty() : Optional.of(csv(answer));
            } catch (IOException e) {
                throw exchange.fault(e);
            }
        });
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
            file = line.call(exchange -> file(exchange, variables, from));
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
            Thread.currentThread().interrupt();
            throw FaultFactory.of(site, FaultKind.BROKEN_OFF, "an interruption of the gateway's own", expected);
        }
    }

    private Optional<RemoteFile> file(HttpCall exchange, Map<String, String> variables, long from) throws UcmFault {
        StreamingResponse answer = way.ask(exchange, variables, from);
        if (from > 0 && isWrongRange(answer, from)) {
            exchange.finish(answer);
            answer = way.ask(exchange, variables, 0);
            return file(exchange, answer, 0);
        }
        return file(exchange, answer, from);
    }

    private static boolean isWrongRange(StreamingResponse answer, long from) {
        ContentRange range = ContentRange.of(answer.header("Content-Range"));
        return answer.status() == 416 || (answer.status() == 206 && (range == null || range.from() != from));
    }

    /** Of an answer that is no file the connection goes on, as far as it is worth it. */
    private Optional<RemoteFile> file(HttpCall exchange, StreamingResponse answer, long from) throws UcmFault {
        boolean opened = false;
        try {
            if (isMissing(answer)) {
                exchange.finish(answer);
                return Optional.empty();
            }
            RemoteFile file = new HttpRemoteFile(site, answer, range(answer, from), turns::release);
            opened = true;
            return Optional.of(file);
        } catch (IOException e) {
            throw exchange.fault(e);
        } finally {
            if (!opened) {
                answer.close();
            }
        }
    }

    /** Whether the UCM says that there is none; any other refusal is a fault. */
    private boolean isMissing(StreamingResponse answer) throws IOException, UcmFault {
        ApiRefusal refusal = ApiRefusal.of(answer);
        if (refusal != null && !refusal.isNotFound()) {
            throw ApiStatus.fault(site, "recapi", refusal.status());
        }
        return refusal != null || answer.status() == 404;
    }

    /** What comes of the file, where it is one. */
    private ContentRange range(StreamingResponse answer, long from) throws IOException, UcmFault {
        ContentRange partial =
                from > 0 && answer.status() == 206 ? ContentRange.of(answer.header("Content-Range")) : null;
        if (partial == null && answer.status() != 200) {
            throw FaultFactory.status(site, answer.head(), clock);
        }
        String type = mediaType(answer);
        if (type == null && partial == null && !Arrays.equals(answer.peek(RIFF.length), RIFF)) {
            throw wrongType("no content type, and no RIFF in front");
        } else if (type != null && !type.startsWith("audio/") && !type.equals("application/octet-stream")) {
            throw wrongType("the content type " + type);
        }
        return partial == null ? new ContentRange(0, answer.length()) : partial;
    }

    private UcmFault wrongType(String found) {
        return FaultFactory.of(site, FaultKind.WRONG_CONTENT_TYPE, found, "audio/wav");
    }

    /** In lower case, without parameters; null: none is named. */
    private static @Nullable String mediaType(StreamingResponse answer) {
        String header = answer.header("Content-Type");
        return header == null || header.isBlank()
                ? null
                : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
