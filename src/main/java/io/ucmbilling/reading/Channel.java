package io.ucmbilling.reading;

import io.ucmbilling.call.Endpoint;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a channel name shows (contract N2; guide, <i>Source channel, dest channel</i>).
 *
 * @param endpoint what stands at this end, as far as the name tells
 * @param token the trunk token in the name, {@code trunk_N}, {@code oN} or {@code DAHDI/<port>}; null: none
 */
record Channel(Endpoint endpoint, @Nullable String token) {
    private static final Pattern VOIP_TRUNK =
            Pattern.compile("(?:SIP|PJSIP|IAX2)/(trunk_[0-9]+)(?:[-/].*)?", Pattern.DOTALL);
    private static final Pattern VOIP = Pattern.compile("(?:SIP|PJSIP|IAX2)/.+", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("DAHDI/(o[0-9]+)(?:[-/].*)?", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("DAHDI/([0-9]{1,4})(?:[-/].*)?", Pattern.DOTALL);

    /** The highest FXO port by model; the ports above are analog phones (guide, <i>Sample 1</i>). */
    private static final Map<String, Integer> LAST_LINE_PORT =
            Map.of("UCM6102", 2, "UCM6104", 4, "UCM6108", 8, "UCM6116", 16);

    /**
     * Reads a channel name.
     *
     * @param model of the PBX; null or one without a table: a bare port is a line only where {@code inboundRoute} says so
     * @param inboundRoute whether this is the source of a leg whose dcontext is that of an inbound route
     */
    static Channel of(String name, @Nullable String model, boolean inboundRoute) {
        if (name.isEmpty()) {
            return new Channel(Endpoint.NONE, null);
        }
        String trunk = firstGroup(VOIP_TRUNK, name);
        if (trunk == null) {
            trunk = firstGroup(LINE, name);
        }
        if (trunk != null) {
            return new Channel(Endpoint.TRUNK, trunk);
        }
        String port = firstGroup(PORT, name);
        if (port != null) {
            boolean line = isLine(Integer.parseInt(port), model, inboundRoute);
            return new Channel(line ? Endpoint.TRUNK : Endpoint.EXTENSION, "DAHDI/" + port);
        }
        return new Channel(other(name), null);
    }

    private static boolean isLine(int port, @Nullable String model, boolean inboundRoute) {
        Integer lastLine = model == null ? null : LAST_LINE_PORT.get(model);
        return lastLine == null ? inboundRoute : port >= 1 && port <= lastLine;
    }

    private static Endpoint other(String name) {
        if (name.startsWith("DAHDI/pseudo")) {
            return Endpoint.CONFERENCE;
        }
        if (name.startsWith("Local/")) {
            return Endpoint.INTERNAL;
        }
        return VOIP.matcher(name).matches() || name.startsWith("DAHDI/") ? Endpoint.EXTENSION : Endpoint.APPLICATION;
    }

    private static @Nullable String firstGroup(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** Whether the name says by itself that this is a trunk. */
    boolean isTrunk() {
        return endpoint == Endpoint.TRUNK;
    }
}
