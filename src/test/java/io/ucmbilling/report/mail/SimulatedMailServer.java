package io.ucmbilling.report.mail;

import io.ucmbilling.testing.Certificates.Identity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Mail server on the loopback interface that speaks TLS with any certificate, and is as slow or as silent as it is told. */
final class SimulatedMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final @Nullable Identity identity;
    private final boolean startsWithTls;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What it was sent in the clear, line by line. */
    final List<String> inTheClear = new CopyOnWriteArrayList<>();

    /** Mails that it has, whole, whether or not it has said so. */
    final List<String> mails = new CopyOnWriteArrayList<>();

    private volatile Manner manner = Manner.PROMPT;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** How it answers those who connect from now on. */
    enum Manner {
        PROMPT,
        /** It takes connections and says nothing. */
        SILENT,
        /** It sends its greeting letter by letter for ever, so that no answer is ever late. */
        DRIBBLING,
        /** It takes a mail and never says so. */
        SILENT_BEHIND_MAIL
    }

    private SimulatedMailServer(int port, @Nullable Identity identity, boolean startsWithTls) throws IOException {
        this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.identity = identity;
        this.startsWithTls = startsWithTls;
        Thread.ofVirtual().start(this::accept);
    }

    static SimulatedMailServer plain(int port) throws IOException {
        return new SimulatedMailServer(port, null, false);
    }

    /** One that offers STARTTLS. */
    static SimulatedMailServer offeringTls(Identity identity) throws IOException {
        return new SimulatedMailServer(0, identity, false);
    }

    /** One that begins with TLS (SMTPS). */
    static SimulatedMailServer withTls(Identity identity) throws IOException {
        return new SimulatedMailServer(0, identity, true);
    }

    int port() {
        return socket.getLocalPort();
    }

    void manner(Manner manner) {
        this.manner = manner;
    }

    /** Breaks what is connected, and forgets what it was sent. */
    void reset() throws IOException {
        manner = Manner.PROMPT;
        for (Socket client : open) {
            client.close();
        }
        mails.clear();
    }

    int connections() {
        return open.size();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            switch (manner) {
                case PROMPT, SILENT_BEHIND_MAIL -> new Session(client).run();
                case SILENT -> closed.await();
                case DRIBBLING -> dribble(client);
            }
        } catch (IOException e) {
            // The client has left, or trusts no certificate of ours.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void dribble(Socket client) throws IOException, InterruptedException {
        OutputStream out = client.getOutputStream();
        out.write("220-".getBytes(StandardCharsets.US_ASCII));
        do {
            out.write('.');
            out.flush();
        } while (!closed.await(50, TimeUnit.MILLISECONDS));
    }

    /** What is said on one connection. */
    private final class Session {
        private Socket client;
        private BufferedReader lines;
        private boolean encrypted;

        Session(Socket client) throws IOException {
            this.client = client;
            this.lines = lines(client);
            if (startsWithTls) {
                encrypt();
            }
        }

        private BufferedReader lines(Socket from) throws IOException {
            return new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        private void encrypt() throws IOException {
            if (identity == null) {
                throw new IOException("no certificate");
            }
            SSLSocket tls = (SSLSocket)
                    identity.serverContext().getSocketFactory().createSocket(client, null, client.getPort(), true);
            tls.setUseClientMode(false);
            tls.startHandshake();
            client = tls;
            lines = lines(tls);
            encrypted = true;
        }

        private void say(String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
        }

        private @Nullable String line() throws IOException {
            String line = lines.readLine();
            if (line != null && !encrypted) {
                inTheClear.add(line);
            }
            return line;
        }

        private void run() throws IOException, InterruptedException {
            say("220 mail.example.com");
            for (String line = line(); line != null; line = line()) {
                switch (line.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
                    case "EHLO" ->
                        say(identity != null && !encrypted ? "250-mail.example.com\r\n250 STARTTLS" : "250 OK");
                    case "STARTTLS" -> {
                        say("220 go on");
                        encrypt();
                    }
                    case "DATA" -> take();
                    case "QUIT" -> {
                        say("221 bye");
                        return;
                    }
                    default -> say("250 OK");
                }
            }
        }

        private void take() throws IOException, InterruptedException {
            say("354 go on");
            StringBuilder mail = new StringBuilder();
            for (String line = line(); line != null && !line.equals("."); line = line()) {
                mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            mails.add(mail.toString());
            if (manner == Manner.SILENT_BEHIND_MAIL) {
                closed.await();
            }
            say("250 taken");
        }
    }

    @Override
    public void close() {
        try {
            closed.countDown();
            socket.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
