package io.ucmbilling.normalisation;

import io.ucmbilling.call.AnalogPorts;
import io.ucmbilling.call.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Meaning of a channel name (contract N2; guide, <i>Source channel, dest channel</i>).
 *
 * @param endpoint what stands at this end, as far as the name tells
 * @param token the trunk token in the name, {@code trunk_N}, {@code oN}, {@code DAHDI/iN} or {@code DAHDI/<port>}; null: none
 */
record Channel(Endpoint endpoint, @Nullable String token) {
    private static final Channel NONE = new Channel(Endpoint.NONE, null);

    private static final String VOIP_TRUNK = "trunk_";
    private static final String LINE = "o";
    private static final String SPAN = "i";
    private static final String PORT = "";
    private static final int MOST_PORT_DIGITS = 4;

    /**
     * Context that is needed beside a channel's name to read it.
     *
     * @param ports of the PBX's model; null: not known
     * @param inboundRoute whether this is the source of a leg whose dcontext is that of an inbound route
     */
    record Place(@Nullable AnalogPorts ports, boolean inboundRoute) {
        boolean isLine(int port) {
            return ports == null ? inboundRoute : ports.isLine(port);
        }

        /** Tells whether any analog or digital source is a trunk, as nothing else tells. */
        boolean anyLine() {
            return ports == null && inboundRoute;
        }
    }

    /**
     * Reads a channel name.
     *
     * @param extension what {@code channel_ext} or {@code dstchannel_ext} says of that end; it counts only if the name is empty
     *     and it is a trunk's token
     */
    static Channel of(String name, String extension, Place place) {
        ChannelName channel = ChannelName.of(name);
        if (channel.isEmpty()) {
            Channel named = ofToken(extension, place);
            return named.isTrunk() ? named : NONE;
        }
        return ofTechnology(channel.technology(), channel.address(), place);
    }

    private static Channel ofToken(String token, Place place) {
        if (token.regionMatches(true, 0, "DAHDI/", 0, 6)) {
            return ofDahdi(token.substring(6), place);
        }
        String voip = numbered(VOIP_TRUNK, token);
        return trunk(voip == null ? numbered(LINE, token) : voip);
    }

    private static Channel ofTechnology(String technology, String address, Place place) {
        return switch (technology) {
            case "SIP", "PJSIP", "IAX2" -> ofVoip(address);
            case "DAHDI" -> ofDahdi(address, place);
            case "LOCAL" -> new Channel(Endpoint.INTERNAL, null);
            default -> new Channel(Endpoint.APPLICATION, null);
        };
    }

    private static Channel ofVoip(String address) {
        if (address.isEmpty()) {
            return new Channel(Endpoint.APPLICATION, null);
        }
        String trunk = numbered(VOIP_TRUNK, address);
        return trunk == null ? new Channel(Endpoint.EXTENSION, null) : trunk(trunk);
    }

    private static Channel ofDahdi(String address, Place place) {
        if (address.regionMatches(true, 0, "pseudo", 0, 6)) {
            return new Channel(Endpoint.CONFERENCE, null);
        }
        String line = numbered(LINE, address);
        String span = numbered(SPAN, address);
        if (line != null || span != null) {
            return trunk(line == null ? "DAHDI/" + span : line);
        }
        String port = numbered(PORT, address);
        if (port == null || port.length() > MOST_PORT_DIGITS) {
            return new Channel(place.anyLine() ? Endpoint.TRUNK : Endpoint.EXTENSION, null);
        }
        boolean isLine = place.isLine(Integer.parseInt(port));
        return new Channel(isLine ? Endpoint.TRUNK : Endpoint.EXTENSION, "DAHDI/" + port);
    }

    private static Channel trunk(@Nullable String token) {
        return token == null ? NONE : new Channel(Endpoint.TRUNK, token);
    }

    /**
     * Returns the prefix and the number with which a name begins, in lower case, as UCMs write them; null: it does not begin so,
     * or something else than a dash or a slash follows. Only ASCII counts.
     */
    private static @Nullable String numbered(String prefix, String name) {
        int digits = prefix.length();
        if (name.length() <= digits || !beginsWith(prefix, name)) {
            return null;
        }
        int to = digits;
        while (to < name.length() && name.charAt(to) >= '0' && name.charAt(to) <= '9') {
            to++;
        }
        boolean ends = to == name.length() || name.charAt(to) == '-' || name.charAt(to) == '/';
        return to > digits && ends ? prefix + name.substring(digits, to) : null;
    }

    private static boolean beginsWith(String prefix, String name) {
        for (int i = 0; i < prefix.length(); i++) {
            char found = name.charAt(i);
            char lower = found >= 'A' && found <= 'Z' ? (char) (found - 'A' + 'a') : found;
            if (lower != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether the name alone says that this is a trunk. */
    boolean isTrunk() {
        return endpoint == Endpoint.TRUNK;
    }
}
