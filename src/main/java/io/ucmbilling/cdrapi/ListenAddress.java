package io.ucmbilling.cdrapi;

import io.ucmbilling.settings.WrongSettingException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IP address and port at which an export listens. Two texts that mean the same address are equal.
 *
 * @param host the IP address to bind to; a wildcard for all interfaces
 * @param port 1 to 65535, or 0 for any free one
 */
record ListenAddress(InetAddress host, int port) {
    /** The port of the guide, <i>TLS Bind Address</i>. */
    static final int DEFAULT_PORT = 8443;

    private static final Pattern TEXT =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|\\d{1,3}(?:\\.\\d{1,3}){3})(?::(\\d{1,5}))?");

    /** Reads {@code 0.0.0.0:8443}, {@code 0.0.0.0}, {@code [::]:8443}. Names are not looked up. */
    static ListenAddress parse(String key, String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (matcher.matches()) {
            try {
                int port = matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
                InetAddress host = InetAddress.ofLiteral(matcher.group(1).replaceAll("[\\[\\]]", ""));
                return new ListenAddress(host, new InetSocketAddress(host, port).getPort());
            } catch (IllegalArgumentException e) {
                // Told below, with what is expected.
            }
        }
        throw new WrongSettingException(
                key, "\"" + text + "\"", "an IP address and a port from 1 to 65535, such as 0.0.0.0:8443 or [::]:8443");
    }

    @Override
    public String toString() {
        String literal = host.getHostAddress();
        return (literal.indexOf(':') < 0 ? literal : "[" + literal + "]") + ":" + port;
    }
}
