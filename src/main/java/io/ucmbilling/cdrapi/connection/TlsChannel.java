package io.ucmbilling.cdrapi.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;

/** Tomcat's TLS channel, which also tells the connection's deadline that bytes came, or that the peer takes none. */
final class TlsChannel extends SecureNioChannel {
    private final PeerConnection connection;

    TlsChannel(SocketBufferHandler buffers, NioEndpoint endpoint, PeerConnection connection) {
        super(buffers, endpoint);
        this.connection = connection;
        connection.attach(buffers);
    }

    PeerConnection connection() {
        return connection;
    }

    @Override
    public int handshake(boolean read, boolean write) throws IOException {
        connection.heard = true;
        return super.handshake(read, write);
    }

    @Override
    protected boolean flush(ByteBuffer buffer) throws IOException {
        boolean all = super.flush(buffer);
        connection.deadline().sent(all);
        return all;
    }
}
