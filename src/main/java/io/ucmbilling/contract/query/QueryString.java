package io.ucmbilling.contract.query;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.codec.net.URLCodec;

/** Query string of a request: its parameters, percent-encoded. */
public final class QueryString {
    /** RFC 3986's unreserved characters, and the two that the guide's own examples leave as they are. */
    private static final BitSet PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/@"
            .chars()
            .collect(BitSet::new, BitSet::set, BitSet::or);

    private QueryString() {}

    /** Returns the string, without {@code ?}. */
    public static String of(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return new String(URLCodec.encodeUrl(PLAIN, text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII);
    }
}
