package io.ucmbilling.report.mail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Address of a view of the page of calls, as people paste it: whole, its path and query, or its query alone. */
public final class ViewAddress {
    private ViewAddress() {}

    /** Returns the query of an address. What has neither a path nor a question mark is one. */
    public static String query(String pasted) {
        String address = pasted.strip().replaceFirst("#.*", "");
        int mark = address.indexOf('?');
        if (mark >= 0) {
            return address.substring(mark + 1);
        }
        return address.contains("/") ? "" : address;
    }

    /** Tells whether an address is one of the page of calls. */
    public static boolean isOfCalls(String pasted) {
        String address = pasted.strip();
        return address.isEmpty() || address.replaceFirst("[?#].*", "").endsWith("/calls") || !address.contains("/");
    }

    /**
     * Returns the parameters of a query, which can be changed.
     *
     * @throws IllegalArgumentException if a per cent sign has no code behind it
     */
    public static Map<String, String[]> parameters(String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            String[] pair = part.split("=", 2);
            if (!pair[0].isEmpty()) {
                values.computeIfAbsent(decoded(pair[0]), name -> new ArrayList<>())
                        .add(pair.length == 2 ? decoded(pair[1]) : "");
            }
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        values.forEach((name, all) -> parameters.put(name, all.toArray(String[]::new)));
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
