package io.ucmbilling.ucm.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.tls.TlsClientProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A connected socket whose handshake is done, in the shape that the HTTP client wants. Bytes go through TLS, all else
 * that the client asks for through the plain socket. Changes to the handshake do nothing, as there is none to come.
 */
final class LegacyTlsSocket extends SSLSocket {
    private final Socket plain;
    private final TlsClientProtocol tls;

    LegacyTlsSocket(Socket plain, TlsClientProtocol tls) {
        this.plain = plain;
        this.tls = tls;
    }

    @Override
    public InputStream getInputStream() {
        return tls.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
        return tls.getOutputStream();
    }

    /** Says goodbye if that can be done at once, and closes the connection in any case. */
    @Override
    public void close() throws IOException {
        try (plain) {
            if (!plain.isClosed()) {
                tls.close();
            }
        }
    }

    @Override
    public void setSoTimeout(int milliseconds) throws SocketException {
        plain.setSoTimeout(milliseconds);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return plain.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        plain.setSoLinger(on, seconds);
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return plain.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return plain.getLocalSocketAddress();
    }

    /** Returns null: nobody here asks for the cipher or the peer's certificate once the connection stands. */
    @Override
    public @Nullable SSLSession getSession() {
        return null;
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return new String[0];
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {}

    @Override
    public String[] getSupportedProtocols() {
        return new String[0];
    }

    @Override
    public String[] getEnabledProtocols() {
        return new String[0];
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {}

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {}

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {}

    @Override
    public void startHandshake() {}

    @Override
    public void setUseClientMode(boolean mode) {}

    @Override
    public boolean getUseClientMode() {
        return true;
    }

    @Override
    public void setNeedClientAuth(boolean need) {}

    @Override
    public boolean getNeedClientAuth() {
        return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {}

    @Override
    public boolean getWantClientAuth() {
        return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {}

    @Override
    public boolean getEnableSessionCreation() {
        return true;
    }
}
