package io.ucmbilling.testing.ucm;

import io.ucmbilling.testing.ucm.SimulatedRecapi.Framing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sends one answer of recapi, right or as a {@link FileFault} has it. */
record FileAnswer(HttpRequest request, Connection connection) {
    private static final String LOGIN_PAGE = "<!DOCTYPE html>\n<html><head><title>Login</title></head></html>\n";

    /** Something that is at hand, to a HEAD without its body. */
    void whole(String type, byte[] body, String... headers) throws IOException {
        if (isHead()) {
            connection.begin(200, type, body.length, headers);
        } else {
            connection.answer(200, type, body, headers);
        }
    }

    private boolean isHead() {
        return request.method().equals("HEAD");
    }

    /**
     * @param last runs before the last bytes go out: behind them the client may ask for the next file at once
     */
    void send(ShelvedFile file, ByteRange range, SimulatedRecapi recapi, Runnable last) throws IOException {
        FileFaults faults = recapi.faults();
        FileFault fault = faults.take();
        switch (fault) {
            case FileFault.Status(int status) -> connection.answer(status, "text/html", "<h1>No</h1>\n");
            case FileFault.LoginPage() -> connection.answer(200, "text/html", LOGIN_PAGE);
            case FileFault.ApiStatus(int status) ->
                connection.answer(200, "audio/wav", "{\"response\":{\"error_msg\":\"no\"},\"status\":" + status + "}");
            case null, default -> {
                boolean held = fault instanceof FileFault.HoldHead;
                if (held) {
                    faults.hold(connection);
                }
                body(file, range, recapi, new Body(recapi, range, fault, last));
                if (held || fault instanceof FileFault.StallAt) {
                    connection.close();
                }
            }
        }
    }

    private static List<String> headers(ShelvedFile file, ByteRange range, boolean ranges) {
        List<String> headers = new ArrayList<>();
        headers.add("Content-Disposition: attachment; filename=\"" + file.name() + "\"");
        if (ranges) {
            headers.add("Accept-Ranges: bytes");
            headers.add("ETag: " + file.tag());
        }
        if (range.isUnsatisfied()) {
            headers.add("Content-Range: bytes */" + file.length());
        } else if (range.partial()) {
            headers.add("Content-Range: bytes " + range.from() + "-" + (range.to() - 1) + "/" + file.length());
        }
        return headers;
    }

    private void body(ShelvedFile file, ByteRange range, SimulatedRecapi recapi, Body body) throws IOException {
        List<String> headers = headers(file, range, recapi.knowsRanges());
        Framing framing = recapi.framing();
        if (range.isUnsatisfied()) {
            connection.answer(416, "text/html", "", headers.toArray(String[]::new));
            return;
        }
        if (framing == Framing.CHUNKED) {
            headers.add("Transfer-Encoding: chunked");
        }
        long length = framing == Framing.LENGTH ? range.length() : -1;
        connection.begin(range.partial() ? 206 : 200, "audio/wav", length, headers.toArray(String[]::new));
        if (!isHead()) {
            body.from(file, range);
        }
        if (framing != Framing.LENGTH) {
            connection.close();
        }
    }

    /** Where the file's bytes go, in chunks where wanted, up to the place where something goes wrong. */
    private final class Body extends OutputStream {
        private final Framing framing;
        private final FileFaults faults;
        private final ByteRange range;
        private final @Nullable FileFault fault;
        private final Runnable last;
        private long place;

        private Body(SimulatedRecapi recapi, ByteRange range, @Nullable FileFault fault, Runnable last) {
            this.framing = recapi.framing();
            this.faults = recapi.faults();
            this.range = range;
            this.place = range.from();
            this.fault = fault;
            this.last = last;
        }

        private void from(ShelvedFile file, ByteRange range) throws IOException {
            file.write(range.from(), range.length(), this);
            if (framing == Framing.CHUNKED) {
                connection.send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            long until = until();
            int before = until >= place && until < place + count ? (int) (until - place) : count;
            send(Arrays.copyOfRange(bytes, from, from + before));
            if (before < count) {
                goWrong();
                send(Arrays.copyOfRange(bytes, from + before, from + count));
            }
        }

        /** Where it goes wrong; -1: nowhere. */
        private long until() {
            return switch (fault) {
                case FileFault.BreakAt(long at) -> at;
                case FileFault.EndAt(long at) -> at;
                case FileFault.StallAt(long at) -> at;
                case null, default -> -1;
            };
        }

        private void goWrong() throws IOException {
            switch (fault) {
                case FileFault.StallAt stall -> faults.hold(connection);
                case FileFault.BreakAt broken -> {
                    connection.reset();
                    throw new IOException("broken as told");
                }
                case null, default -> {
                    connection.close();
                    throw new IOException("ended as told");
                }
            }
        }

        private void send(byte[] bytes) throws IOException {
            if (bytes.length == 0) {
                return;
            }
            if (place + bytes.length == range.to()) {
                last.run();
            }
            if (framing == Framing.CHUNKED) {
                String size = String.format(Locale.ROOT, "%x\r\n", bytes.length);
                connection.send(size.getBytes(StandardCharsets.US_ASCII));
            }
            connection.send(bytes);
            if (framing == Framing.CHUNKED) {
                connection.send(new byte[] {'\r', '\n'});
            }
            place += bytes.length;
        }
    }
}
