package io.ucmbilling.testing.ucm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * A recording that takes no room: a right WAV header (PCM, 8000 Hz, 16 bits, one channel), then bytes made of the seed as they
 * are asked for.
 *
 * @param path below the spool, such as {@code monitor/2026-05/auto-1777878000-1001-1002.wav}
 * @param length in bytes, header included; 44 at least
 */
public record ShelvedFile(String path, long length, long seed) {
    static final int HEADER = 44;
    private static final int BLOCK = 65536;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    public ShelvedFile {
        if (length < HEADER) {
            throw new IllegalArgumentException("a WAV of " + length + " bytes, expected " + HEADER + " or more");
        }
    }

    /** Writes {@code count} bytes from that one on, block by block. */
    public void write(long from, long count, OutputStream to) throws IOException {
        byte[] header = header();
        byte[] block = new byte[(int) Math.min(BLOCK, count)];
        for (long done = 0; done < count; ) {
            int size = (int) Math.min(block.length, count - done);
            for (int i = 0; i < size; i++) {
                block[i] = at(header, from + done + i);
            }
            to.write(block, 0, size);
            done += size;
        }
    }

    /** The whole of it; for files that fit into memory. */
    public byte[] bytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) length);
            write(0, length, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the whole of it, 32 bytes. */
    public byte[] sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            write(0, length, new OutputStream() {
                @Override
                public void write(int one) {
                    digest.update((byte) one);
                }

                @Override
                public void write(byte[] bytes, int from, int count) {
                    digest.update(bytes, from, count);
                }
            });
            return digest.digest();
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without its directories. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** With its quotes. */
    String tag() {
        return String.format(Locale.ROOT, "\"%x-%x\"", seed, length);
    }

    private byte at(byte[] header, long place) {
        if (place < HEADER) {
            return header[(int) place];
        }
        long mixed = seed + (place >>> 3) * STEP;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (byte) ((mixed ^ (mixed >>> 31)) >>> (8 * (place & 7)));
    }

    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) (length - 8)).put(ascii("WAVEfmt "));
        header.putInt(16).putShort((short) 1).putShort((short) 1);
        header.putInt(8000).putInt(16000).putShort((short) 2).putShort((short) 16);
        return header.put(ascii("data")).putInt((int) (length - HEADER)).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
