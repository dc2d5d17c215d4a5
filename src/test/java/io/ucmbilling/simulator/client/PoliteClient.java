package io.ucmbilling.simulator.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request after the other, unsigned, within {@link Target.Limits}: so many a second, so many in all, and each answer
 * within a time and a size, whatever the server does. Follows no redirect.
 */
final class PoliteClient implements AutoCloseable {
    private final Target target;
    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private long next = System.nanoTime();
    private int requests;

    PoliteClient(Target target) {
        this.target = target;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(target.limits().answerTime())
                .sslContext(CheckTls.context(target.trust()))
                .sslParameters(CheckTls.parameters(target.trust()))
                .build();
    }

    int requests() {
        return requests;
    }

    /** From the path on, as the request line has it. */
    String rawTarget(Question question) {
        return target.url().getRawPath().replaceFirst("/$", "") + question.target();
    }

    /** @param authorization null: none */
    Reply send(Question question, @Nullable String authorization) throws IOException {
        awaitTurn();
        HttpRequest request = request(question, authorization);
        Future<Reply> reply = threads.submit(() -> read(question, request));
        Duration patience = target.limits().answerTime();
        try {
            return reply.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            reply.cancel(true);
        }
    }

    private void awaitTurn() throws IOException {
        if (++requests > target.limits().requests()) {
            throw new IOException("more than " + target.limits().requests() + " requests, which is the limit");
        }
        for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        next = System.nanoTime() + (long) (1e9 / target.limits().perSecond());
    }

    private HttpRequest request(Question question, @Nullable String authorization) {
        String origin = target.url().getScheme() + "://" + target.url().getRawAuthority();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + rawTarget(question)))
                .timeout(target.limits().answerTime());
        for (String line : question.headers()) {
            request.header(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).strip());
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (question.form() != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
            return request.POST(HttpRequest.BodyPublishers.ofString(question.form()))
                    .build();
        }
        return request.method(question.method(), HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private Reply read(Question question, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        int most = question.isForFile()
                ? Question.RECORDING_BYTES
                : target.limits().answerBytes();
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(most);
            boolean whole = body.length < most || in.read() < 0;
            if (!whole && !question.isForFile()) {
                throw new IOException("an answer of more than " + most + " bytes");
            }
            return new Reply(question, response.statusCode(), response.headers(), body, whole);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
