package io.ucmbilling.billing.list;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Lines of CSV by RFC 4180, in UTF-8, into a buffer of their own. A field is quoted exactly if it holds a comma, a quote, CR or LF.
 * Fields that are null are empty.
 */
final class CsvBytes {
    private static final int SIZE = 1 << 16;
    private static final int DAY = 86_400;
    private static final int HOUR = 3_600;
    private static final int MINUTE = 60;

    private final OutputStream out;
    private byte[] buffer = new byte[SIZE];
    private int length;
    private boolean begun;
    private long knownDay = Long.MIN_VALUE;
    private byte[] knownDate = new byte[0];

    CsvBytes(OutputStream out) {
        this.out = out;
    }

    /** Ends the line. */
    void end() throws IOException {
        room(2);
        buffer[length++] = '\r';
        buffer[length++] = '\n';
        begun = false;
        if (length > SIZE / 2) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    private void next() {
        if (begun) {
            room(1);
            buffer[length++] = ',';
        }
        begun = true;
    }

    void text(@Nullable String text) {
        text(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param text in UTF-8 */
    void text(byte @Nullable [] text) {
        next();
        if (text == null) {
            return;
        }
        room(2 * text.length + 2);
        if (!isSpecial(text)) {
            System.arraycopy(text, 0, buffer, length, text.length);
            length += text.length;
            return;
        }
        buffer[length++] = '"';
        for (byte one : text) {
            if (one == '"') {
                buffer[length++] = '"';
            }
            buffer[length++] = one;
        }
        buffer[length++] = '"';
    }

    private static boolean isSpecial(byte[] text) {
        for (byte one : text) {
            if (one == ',' || one == '"' || one == '\r' || one == '\n') {
                return true;
            }
        }
        return false;
    }

    void number(long number) {
        next();
        digits(number);
    }

    private void digits(long number) {
        room(20);
        if (number < 0) {
            ascii(Long.toString(number));
            return;
        }
        int from = length;
        for (long rest = number; from == length || rest > 0; rest /= 10) {
            buffer[length++] = (byte) ('0' + rest % 10);
        }
        for (int left = from, right = length - 1; left < right; left++, right--) {
            byte digit = buffer[left];
            buffer[left] = buffer[right];
            buffer[right] = digit;
        }
    }

    private void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    /** Writes the id as it is shown. */
    void id(byte[] id) {
        next();
        room(2 * id.length);
        for (byte one : id) {
            buffer[length++] = (byte) HexFormat.of().toHighHexDigit(one);
            buffer[length++] = (byte) HexFormat.of().toLowHexDigit(one);
        }
    }

    /** Writes an instant in UTC. */
    void instant(long epochSecond) {
        next();
        time(epochSecond);
        buffer[length++] = 'Z';
    }

    /** Writes an instant with its offset, whose seconds are left out. */
    void local(long epochSecond, long offsetSeconds) {
        next();
        long minutes = offsetSeconds / MINUTE;
        time(epochSecond + minutes * MINUTE);
        buffer[length++] = (byte) (minutes < 0 ? '-' : '+');
        two(Math.abs(minutes) / MINUTE);
        buffer[length++] = ':';
        two(Math.abs(minutes) % MINUTE);
    }

    private void time(long second) {
        room(40);
        long day = Math.floorDiv(second, DAY);
        if (day != knownDay) {
            knownDay = day;
            knownDate = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
        }
        System.arraycopy(knownDate, 0, buffer, length, knownDate.length);
        length += knownDate.length;
        int ofDay = Math.floorMod(second, DAY);
        buffer[length++] = 'T';
        two(ofDay / HOUR);
        buffer[length++] = ':';
        two(ofDay / MINUTE % MINUTE);
        buffer[length++] = ':';
        two(ofDay % MINUTE);
    }

    private void two(long number) {
        buffer[length++] = (byte) ('0' + number / 10);
        buffer[length++] = (byte) ('0' + number % 10);
    }

    private void room(int wanted) {
        if (buffer.length - length < wanted) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + wanted));
        }
    }
}
