package io.ucmbilling.ucm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of a WAV file: {@code RIFF}, the size of what follows it as 32 bits little-endian, {@code WAVE}.
 *
 * @param isRiff whether the bytes begin with {@code RIFF}
 * @param isWave whether they are the whole header of a WAV
 * @param length of the whole file in bytes as the header says; -1: the bytes are no RIFF header or end within its size
 */
public record WaveHeader(boolean isRiff, boolean isWave, long length) {
    public static final int BYTES = 12;

    /** Bytes up to the end of the size. */
    static final int SIZE_END = 8;

    /** Sizes from here on mean "unknown when the header was written". */
    private static final long UNKNOWN_SIZE = 0x7fff_0000L;

    /** Reads a file's first bytes, of which {@code count} have come. */
    public static WaveHeader of(byte[] beginning, int count) {
        String text = new String(beginning, 0, Math.min(count, BYTES), StandardCharsets.ISO_8859_1);
        boolean riff = text.startsWith("RIFF");
        return new WaveHeader(
                riff, riff && text.startsWith("WAVE", SIZE_END), riff && count >= SIZE_END ? length(beginning) : -1);
    }

    private static long length(byte[] beginning) {
        int size = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN).getInt(SIZE_END / 2);
        return SIZE_END + Integer.toUnsignedLong(size);
    }

    /** Returns whether the header tells a length that was known when it was written. */
    boolean hasLength() {
        return length >= 0 && length - SIZE_END < UNKNOWN_SIZE;
    }
}
