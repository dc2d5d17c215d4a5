package io.ucmbilling.telemetry;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Ids that every log line of a thread carries while it works for a pass or a request: {@value #SITE}, {@value #PASS} and {@value #REQUEST}.
 * They are put for a block and taken away behind it, as threads are used again.
 */
public final class LogIds {
    public static final String SITE = "site";
    public static final String PASS = "pass";
    public static final String REQUEST = "request";

    private LogIds() {}

    /** Block whose lines carry ids. Closed by the thread that opened it, it leaves what was there before. */
    public static final class Block implements AutoCloseable {
        private final @Nullable Map<String, String> before = MDC.getCopyOfContextMap();

        private Block() {}

        @Override
        public void close() {
            restore(before);
        }
    }

    /** Begins a pass of a site, with a new id. */
    public static Block pass(String site) {
        Block block = new Block();
        MDC.put(SITE, site);
        MDC.put(PASS, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
        return block;
    }

    /** Begins a request. */
    public static Block request(RequestId id) {
        Block block = new Block();
        MDC.put(REQUEST, id.text());
        return block;
    }

    /** Returns work that carries the ids and the span of the thread that calls this, in whatever thread it is run. */
    public static Runnable carried(Runnable given) {
        Map<String, String> ids = MDC.getCopyOfContextMap();
        Runnable work = Spans.carried(given);
        return () -> {
            try (Block _ = new Block()) {
                restore(ids);
                work.run();
            }
        };
    }

    private static void restore(@Nullable Map<String, String> ids) {
        if (ids == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(ids);
        }
    }
}
