package io.ucmbilling.contract.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Output of text as UTF-8, through one buffer. Half of a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD. */
public final class Utf8Output {
    /** Replacements of ASCII characters; null: the character itself. */
    public record Escapes(@Nullable byte[][] bytes) {
        static final Escapes NONE = of(c -> null);

        public static Escapes of(IntFunction<@Nullable String> escape) {
            return new Escapes(IntStream.range(0, 0x80)
                    .mapToObj(escape)
                    .map(text -> text == null ? null : text.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new));
        }
    }

    private static final int SIZE = 16 * 1024;
    /** The most bytes that one character becomes, an escape of JSON or XML included. */
    private static final int LONGEST = 8;

    private static final int REPLACEMENT = 0xFFFD;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int filled;

    public Utf8Output(OutputStream out) {
        this.out = out;
    }

    public void bytes(byte[] bytes) throws IOException {
        if (bytes.length > SIZE - filled) {
            drain();
        }
        if (bytes.length > SIZE) {
            out.write(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, filled, bytes.length);
            filled += bytes.length;
        }
    }

    public void text(String text, Escapes escapes) throws IOException {
        @Nullable byte[][] escaped = escapes.bytes();
        for (int i = 0; i < text.length(); i++) {
            if (filled > SIZE - LONGEST) {
                drain();
            }
            char c = text.charAt(i);
            if (c < 0x80) {
                byte[] escape = escaped[c];
                if (escape == null) {
                    buffer[filled++] = (byte) c;
                } else {
                    System.arraycopy(escape, 0, buffer, filled, escape.length);
                    filled += escape.length;
                }
            } else if (!Character.isSurrogate(c)) {
                encode(c);
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                encode(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                encode(REPLACEMENT);
            }
        }
    }

    /** Hands everything on, down to what lies behind the stream. */
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    private void drain() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }

    private void encode(int c) {
        if (c < 0x800) {
            buffer[filled++] = (byte) (0xC0 | (c >> 6));
        } else {
            if (c < 0x1_0000) {
                buffer[filled++] = (byte) (0xE0 | (c >> 12));
            } else {
                buffer[filled++] = (byte) (0xF0 | (c >> 18));
                buffer[filled++] = (byte) (0x80 | ((c >> 12) & 0x3F));
            }
            buffer[filled++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        }
        buffer[filled++] = (byte) (0x80 | (c & 0x3F));
    }
}
