package io.ucmbilling.shutdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Balancer of TCP connections, as a Service of Kubernetes is one: a new connection goes to one of the replicas that were ready when they
 * were last asked, ten times a second. Connections that there are stay where they are.
 */
final class ReadyBalancer implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final List<ReplicaProcess> replicas;
    private final Map<Face, ServerSocket> listeners = new EnumMap<>(Face.class);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean follows = true;
    private volatile List<ReplicaProcess> ready = List.of();

    ReadyBalancer(List<ReplicaProcess> replicas) throws IOException {
        this.replicas = List.copyOf(replicas);
        for (Face face : Face.values()) {
            ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            listeners.put(face, listener);
            threads.execute(() -> accept(face, listener));
        }
        var _ = watch.scheduleWithFixedDelay(this::look, 0, 100, TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        ready = follows ? replicas.stream().filter(ReplicaProcess::isReady).toList() : replicas;
    }

    /** From now on all replicas count as ready, or not. */
    void followReadiness(boolean follows) {
        this.follows = follows;
        look();
    }

    int port(Face face) {
        return Objects.requireNonNull(listeners.get(face)).getLocalPort();
    }

    /** Returns whether that many take new connections. */
    boolean has(int many) {
        return ready.size() == many;
    }

    private void accept(Face face, ServerSocket listener) {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> connect(client, face));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void connect(Socket client, Face face) {
        List<ReplicaProcess> now = ready;
        try (client) {
            if (now.isEmpty()) {
                return;
            }
            ReplicaProcess replica = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), replica.port(face))) {
                var there = threads.submit(() -> copy(client, server));
                copy(server, client);
                there.get();
            }
        } catch (Exception e) {
            // The client finds its connection closed, and tells.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        listeners.values().forEach(listener -> {
            try {
                listener.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        threads.shutdownNow();
    }
}
