package io.ucmbilling.store.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Columns in COPY's binary format: each a length of four bytes, -1 for null, and the value's bytes. */
final class BinaryRow {
    /** PostgreSQL counts from 2000-01-01. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private ByteBuffer buffer = ByteBuffer.allocate(4096);

    void clear() {
        buffer.clear();
    }

    int length() {
        return buffer.position();
    }

    byte[] bytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    void number(long value) {
        room(12).putInt(8).putLong(value);
    }

    void number(int value) {
        room(8).putInt(4).putInt(value);
    }

    void number(short value) {
        room(6).putInt(2).putShort(value);
    }

    /** A letter of PostgreSQL's one-byte type "char". */
    void letter(char value) {
        room(5).putInt(1).put((byte) value);
    }

    void truth(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
    }

    void moment(@Nullable Instant value) {
        if (value == null) {
            none();
        } else {
            micros(value.getEpochSecond(), value.getNano());
        }
    }

    void wallClock(@Nullable LocalDateTime value) {
        if (value == null) {
            none();
        } else {
            micros(value.toEpochSecond(ZoneOffset.UTC), value.getNano());
        }
    }

    /** Writes a text of ASCII without NUL, as almost all are. Writes nothing and returns false if it is another one. */
    boolean ascii(String value) {
        int from = room(4 + value.length()).position() + 4;
        byte[] bytes = buffer.array();
        for (int i = 0; i < value.length(); i++) {
            char found = value.charAt(i);
            if (found == 0 || found > 0x7F) {
                return false;
            }
            bytes[from + i] = (byte) found;
        }
        buffer.putInt(value.length()).position(from + value.length());
        return true;
    }

    void text(@Nullable String value) {
        if (value == null) {
            none();
        } else {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            room(4 + utf8.length).putInt(utf8.length).put(utf8);
        }
    }

    private void none() {
        room(4).putInt(-1);
    }

    private void micros(long epochSecond, int nano) {
        number(Math.addExact(Math.multiplyExact(epochSecond - EPOCH_SECONDS, 1_000_000L), nano / 1_000));
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + bytes));
            buffer = larger.put(buffer.flip());
        }
        return buffer;
    }
}
