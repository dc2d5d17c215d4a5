package io.ucmbilling.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Spans of what the gateway does, as a tracer exports them. Without a tracer, which is so unless traces are switched on, they cost
 * nothing. Their names and tags hold no number and no name of a person.
 */
public final class Spans {
    private static volatile Tracer tracer = Tracer.NOOP;

    private Spans() {}

    /** Traces from now on with that one, for the whole process. */
    public static void use(Tracer used) {
        tracer = used;
    }

    /** Traces no longer, if that one is still used. */
    public static void leave(Tracer used) {
        if (tracer.equals(used)) {
            tracer = Tracer.NOOP;
        }
    }

    /** Span that lasts until it is closed, by the thread that began it. Spans that begin meanwhile are its children. */
    public static final class Open implements AutoCloseable {
        private final Span span;
        private final Tracer.SpanInScope scope;

        private Open(Span span, Tracer.SpanInScope scope) {
            this.span = span;
            this.scope = scope;
        }

        /** Adds what is known only later. */
        public void tag(String key, String value) {
            span.tag(key, value);
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }

    /** Begins a span with one tag, as a child of the one that the thread is in. */
    public static Open begin(String name, String key, String value) {
        Tracer used = tracer;
        Span span = used.nextSpan().name(name).tag(key, value).start();
        return new Open(span, used.withSpan(span));
    }

    /** Work that a span is of. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /** Does work in a span of its own, which notes what it throws. */
    public static <T, X extends Exception> T in(String name, String key, String value, Work<T, X> work) throws X {
        try (Open open = begin(name, key, value)) {
            try {
                return work.run();
            } catch (Exception e) {
                open.span.error(e);
                throw e;
            }
        }
    }

    /** Returns work that is done within the span of the thread that calls this, in whatever thread it is run. */
    static Runnable carried(Runnable work) {
        Tracer used = tracer;
        @Nullable Span span = used.currentSpan();
        return span == null
                ? work
                : () -> {
                    try (Tracer.SpanInScope _ = used.withSpan(span)) {
                        work.run();
                    }
                };
    }
}
