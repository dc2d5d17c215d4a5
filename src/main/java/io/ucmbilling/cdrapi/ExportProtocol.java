package io.ucmbilling.cdrapi;

import io.ucmbilling.cdrapi.connection.ExportEndpoint;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * HTTP of a listener, in which each request comes to the address check and to authentication (contract S1.2, S1.3). Tomcat answers
 * {@code OPTIONS *} itself, before any valve. Here the target {@code *} is read as {@code /}, which no export serves.
 */
final class ExportProtocol extends Http11NioProtocol {
    private static final byte[] PATH = {'/'};

    ExportProtocol(ExportEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new PathAdapter(adapter));
    }

    /** Tomcat's way from a request to the valves, which gives each request a path. */
    private record PathAdapter(Adapter adapter) implements Adapter {
        @Override
        public void service(Request request, Response response) throws Exception {
            if (request.requestURI().equals("*")) {
                request.requestURI().setBytes(PATH, 0, PATH.length);
            }
            adapter.service(request, response);
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return adapter.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
            return adapter.asyncDispatch(request, response, status);
        }

        @Override
        public void log(Request request, Response response, long time) {
            adapter.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            adapter.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return adapter.getDomain();
        }
    }
}
