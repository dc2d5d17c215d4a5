package io.ucmbilling.store.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Columns in COPY's binary format: each a length of four bytes, -1 for null, and the value's bytes. */
public final class BinaryRow {
    /** PostgreSQL counts from 2000-01-01. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    /** The numbers that PostgreSQL gives its types (its catalogue, pg_type.dat). */
    private static final int TEXT = 25;

    private static final int INTEGER = 23;
    private static final int BIGINT = 20;

    private ByteBuffer buffer;

    public BinaryRow() {
        this(4096);
    }

    /** @param capacity bytes that it has room for before it grows */
    BinaryRow(int capacity) {
        buffer = ByteBuffer.allocate(capacity);
    }

    /** Forgets what was written. */
    public void clear() {
        buffer.clear();
    }

    /** Returns how many bytes were written. */
    public int length() {
        return buffer.position();
    }

    byte[] bytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Returns what was written, in an array that is longer and that the next value may be written to. */
    public byte[] array() {
        return buffer.array();
    }

    /** Writes the number of columns that follow. */
    void columns(int count) {
        room(2).putShort((short) count);
    }

    /** Writes columns that are encoded already. */
    public void encoded(byte[] columns) {
        encoded(columns, columns.length);
    }

    /** Writes columns that are encoded already. */
    public void encoded(BinaryRow columns) {
        encoded(columns.array(), columns.length());
    }

    private void encoded(byte[] columns, int length) {
        room(length).put(columns, 0, length);
    }

    public void number(long value) {
        room(12).putInt(8).putLong(value);
    }

    public void number(int value) {
        room(8).putInt(4).putInt(value);
    }

    public void number(short value) {
        room(6).putInt(2).putShort(value);
    }

    /** A letter of PostgreSQL's one-byte type "char". */
    public void letter(char value) {
        room(5).putInt(1).put((byte) value);
    }

    public void truth(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
    }

    public void moment(@Nullable Instant value) {
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

    public void text(@Nullable String value) {
        if (value == null) {
            none();
        } else {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            room(4 + utf8.length).putInt(utf8.length).put(utf8);
        }
    }

    public void number(@Nullable Integer value) {
        if (value == null) {
            none();
        } else {
            number(value.intValue());
        }
    }

    public void uuid(UUID value) {
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    }

    public void date(LocalDate value) {
        number(Math.toIntExact(value.toEpochDay() - EPOCH_SECONDS / 86_400));
    }

    /** Writes an array of texts, which no lone surrogate and no NUL is in; null if it has no elements. */
    public void texts(Collection<? extends @Nullable String> elements) {
        array(elements, TEXT, this::text);
    }

    /** Writes an array of integers; null if it has no elements. */
    public void integers(Collection<Integer> elements) {
        array(elements, INTEGER, this::number);
    }

    /** Writes an array of long integers; null if it has no elements. */
    public void longs(Collection<? extends @Nullable Long> elements) {
        array(elements, BIGINT, each -> {
            if (each == null) {
                none();
            } else {
                number(each.longValue());
            }
        });
    }

    private <T extends @Nullable Object> void array(Collection<? extends T> elements, int type, Consumer<T> element) {
        if (elements.isEmpty()) {
            none();
            return;
        }
        int begin = room(24).position();
        buffer.putInt(0)
                .putInt(1)
                .putInt(1)
                .putInt(type)
                .putInt(elements.size())
                .putInt(1);
        for (T each : elements) {
            element.accept(each);
        }
        buffer.putInt(begin, buffer.position() - begin - 4);
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
