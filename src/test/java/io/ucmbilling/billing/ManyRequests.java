package io.ucmbilling.billing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many requests at a time, each on a connection of its own. The caller's thread reads all answers, so that they cost the processors
 * little beside the gateway.
 */
final class ManyRequests implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Pattern LENGTH = Pattern.compile("(?is).*\\r\\ncontent-length: (\\d+)\\r\\n.*");

    private final List<SocketChannel> connections = new ArrayList<>();
    private final Selector selector;

    ManyRequests(int count, int port) throws IOException {
        selector = Selector.open();
        for (int i = 0; i < count; i++) {
            SocketChannel connection = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            connection.configureBlocking(false);
            connections.add(connection);
        }
    }

    /** Sends a request on each connection. */
    void send(String request) throws IOException {
        for (SocketChannel connection : connections) {
            connection.register(selector, SelectionKey.OP_READ, new ByteArrayOutputStream());
            connection.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** Reads whole answers, as many as there are connections. */
    List<String> answers() throws IOException {
        List<String> answers = new ArrayList<>();
        long begun = System.nanoTime();
        while (answers.size() < connections.size() && System.nanoTime() - begun < PATIENCE.toNanos()) {
            selector.select(key -> read(key, answers), 1_000);
        }
        return answers;
    }

    private static void read(SelectionKey key, List<String> answers) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        ByteArrayOutputStream read = (ByteArrayOutputStream) Objects.requireNonNull(key.attachment());
        try {
            int count = ((SocketChannel) key.channel()).read(buffer);
            if (count < 0) {
                key.cancel();
                return;
            }
            read.write(buffer.array(), 0, count);
        } catch (IOException e) {
            key.cancel();
            return;
        }
        String text = read.toString(StandardCharsets.UTF_8);
        int head = text.indexOf("\r\n\r\n") + 4;
        Matcher length = LENGTH.matcher(text.substring(0, Math.max(head - 2, 0)));
        if (length.matches() && read.size() >= head + Integer.parseInt(length.group(1))) {
            answers.add(text);
            read.reset();
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
