package io.ucmbilling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The health check of a container: a program beside the gateway that ends with 0 if the gateway says that it is alive, else
 * with 1 and the reason. It is started twice a minute, so it is one class that speaks plain HTTP: half the CPU time of the
 * JDK's own client.
 */
final class HealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String QUESTION =
            "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final int STATUS_BEGINS = "HTTP/1.1 ".length();
    private static final int STATUS_ENDS = STATUS_BEGINS + 3;

    private HealthCheck() {}

    /**
     * Asks once.
     *
     * @param args the management port; none: the one in {@code MANAGEMENT_SERVER_PORT}, else 8081
     */
    static void main(String[] args) {
        String port = args.length > 0 ? args[0] : System.getenv().getOrDefault("MANAGEMENT_SERVER_PORT", "8081");
        Optional<String> fault = fault(Integer.parseInt(port), TIMEOUT);
        fault.ifPresent(System.out::println);
        System.exit(fault.isEmpty() ? 0 : 1);
    }

    /**
     * Returns why the gateway does not count as alive; empty: it does.
     *
     * @param port the management port, on the loopback address
     * @param timeout for the connection, and again for the answer
     */
    static Optional<String> fault(int port, Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) timeout.toMillis());
            socket.getOutputStream().write(QUESTION.getBytes(StandardCharsets.US_ASCII));
            String begin = new String(socket.getInputStream().readNBytes(STATUS_ENDS), StandardCharsets.US_ASCII);
            String status = begin.substring(Math.min(STATUS_BEGINS, begin.length()));
            return status.equals("200") ? Optional.empty() : Optional.of(told(port, "status \"" + status + "\""));
        } catch (IOException e) {
            return Optional.of(told(port, "" + e.getMessage()));
        }
    }

    private static String told(int port, String found) {
        return "liveness on port " + port + ": found " + found + ", expected status 200";
    }
}
