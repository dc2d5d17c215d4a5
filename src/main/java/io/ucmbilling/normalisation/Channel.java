package io.ucmbilling.normalisation;

import io.ucmbilling.call.AnalogPorts;
import io.ucmbilling.call.Endpoint;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Meaning of a channel name (contract N2; guide, <i>Source channel, dest channel</i>).
 *
 * @param endpoint what stands at this end, as far as the name tells
 * @param token the trunk token in the name, {@code trunk_N}, {@code oN}, {@code DAHDI/iN} or {@code DAHDI/<port>}; null: none
 */
record Channel(Endpoint endpoint, @Nullable String token) {
    private static final Channel NONE = new Channel(Endpoint.NONE, null);

    private static final Pattern VOIP_TRUNK = address("trunk_[0-9]+");
    private static final Pattern LINE = address("o[0-9]+");
    private static final Pattern SPAN = address("i[0-9]+");
    private static final Pattern PORT = address("[0-9]{1,4}");

    private static Pattern address(String trunk) {
        return Pattern.compile("(" + trunk + ")(?:[-/].*)?", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    }

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
        String voip = firstGroup(VOIP_TRUNK, token);
        return trunk(voip == null ? firstGroup(LINE, token) : voip);
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
        String trunk = firstGroup(VOIP_TRUNK, address);
        return trunk == null ? new Channel(Endpoint.EXTENSION, null) : trunk(trunk);
    }

    private static Channel ofDahdi(String address, Place place) {
        if (address.regionMatches(true, 0, "pseudo", 0, 6)) {
            return new Channel(Endpoint.CONFERENCE, null);
        }
        String line = firstGroup(LINE, address);
        String span = firstGroup(SPAN, address);
        if (line != null || span != null) {
            return trunk(line == null ? "DAHDI/" + span : line);
        }
        String port = firstGroup(PORT, address);
        if (port == null) {
            return new Channel(place.anyLine() ? Endpoint.TRUNK : Endpoint.EXTENSION, null);
        }
        boolean isLine = place.isLine(Integer.parseInt(port));
        return new Channel(isLine ? Endpoint.TRUNK : Endpoint.EXTENSION, "DAHDI/" + port);
    }

    private static Channel trunk(@Nullable String token) {
        return token == null ? NONE : new Channel(Endpoint.TRUNK, token);
    }

    /** Writes a token in lower case, as UCMs do. */
    private static @Nullable String firstGroup(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }

    /** Tells whether the name alone says that this is a trunk. */
    boolean isTrunk() {
        return endpoint == Endpoint.TRUNK;
    }
}
