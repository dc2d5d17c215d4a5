package io.ucmbilling.cdrapi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Debian's nginx, serving a folder's files over TLS on the loopback interface as it comes, but for its log. */
final class Nginx implements AutoCloseable {
    private static final String SETTINGS = """
        daemon off;
        worker_processes auto;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 1024; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          default_type audio/wav;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            listen 127.0.0.1:%2$d ssl;
            ssl_certificate %3$s;
            ssl_certificate_key %3$s;
            ssl_protocols TLSv1.2 TLSv1.3;
            root %4$s;
          }
        }
        """;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @return null: it is not on this machine */
    static @Nullable Nginx start(Path work, Path root, Path pem) throws IOException, InterruptedException {
        Path program = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (program == null) {
            return null;
        }
        int port = freePort();
        Path settings = Files.writeString(work.resolve("nginx.conf"), SETTINGS.formatted(work, port, pem, root));
        Process process = new ProcessBuilder(
                        List.of(program.toString(), "-p", work.toString(), "-c", settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("nginx.out").toFile())
                .start();
        while (!listens(port)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("nginx did not start: " + Files.readString(work.resolve("nginx.out")));
            }
        }
        return new Nginx(process, port);
    }

    int port() {
        return port;
    }

    /** Its workers. */
    List<Long> processes() {
        return process.descendants().map(ProcessHandle::pid).toList();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
