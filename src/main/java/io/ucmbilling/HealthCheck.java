package io.ucmbilling;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
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
    private static final String LIVENESS = "http://localhost:%s/actuator/health/liveness";
    private static final String QUESTION = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
    private static final int STATUS_BEGINS = "HTTP/1.1 ".length();
    private static final int STATUS_ENDS = STATUS_BEGINS + 3;

    private HealthCheck() {}

    /**
     * Asks once.
     *
     * @param args the management port of a gateway in the same container, or an address to ask instead, such as
     *     {@code http://gateway-management:8081/actuator/health/readiness}; none: the port in {@code MANAGEMENT_SERVER_PORT}, else 8081
     */
    static void main(String[] args) {
        String asked = args.length > 0 ? args[0] : System.getenv().getOrDefault("MANAGEMENT_SERVER_PORT", "8081");
        Optional<String> fault = fault(address(asked), TIMEOUT);
        fault.ifPresent(System.out::println);
        System.exit(fault.isEmpty() ? 0 : 1);
    }

    /** Returns where to ask. @param asked a port, or an address by HTTP with its port */
    static URI address(String asked) {
        return URI.create(asked.contains("/") ? asked : LIVENESS.formatted(asked));
    }

    /**
     * Returns why the gateway does not count as alive or ready; empty: it does.
     *
     * @param timeout for the connection, and again for the answer
     */
    static Optional<String> fault(URI address, Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) timeout.toMillis());
            String question = QUESTION.formatted(address.getRawPath(), address.getRawAuthority());
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            String begin = new String(socket.getInputStream().readNBytes(STATUS_ENDS), StandardCharsets.US_ASCII);
            String status = begin.substring(Math.min(STATUS_BEGINS, begin.length()));
            return status.equals("200") ? Optional.empty() : Optional.of(told(address, "status \"" + status + "\""));
        } catch (IOException e) {
            return Optional.of(told(address, "" + e.getMessage()));
        }
    }

    private static String told(URI address, String found) {
        return address + ": found " + found + ", expected status 200";
    }
}
