package io.ucmbilling.testing.pbx;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What one PBX counts and names: channels, unique ids, trunks. Channel names are those of its generation. */
final class Switchboard {
    final int generation;
    final ZoneId zone;
    final int lines;
    /** None at all if 0. */
    final int recordedOfSix;

    private final Map<String, String> trunkNames = new HashMap<>();
    private int channels;
    private long calls;

    Switchboard(int generation, ZoneId zone, String model, int recordedOfSix) {
        this.generation = generation;
        this.zone = zone;
        this.recordedOfSix = recordedOfSix;
        this.lines = linesOf(model);
        trunkNames.put("trunk_1", "carrier-east");
        trunkNames.put("trunk_2", "carrier-west");
        for (int port = 1; port <= lines; port++) {
            trunkNames.put("o" + port, "pots-line-" + port);
        }
    }

    /** FXO ports by model (guide, Source Channel; the newer models as far as their names tell). */
    private static int linesOf(String model) {
        return switch (model) {
            case "UCM6104", "UCM6204", "UCM6304" -> 4;
            case "UCM6108", "UCM6208", "UCM6308" -> 8;
            case "UCM6116" -> 16;
            default -> 2;
        };
    }

    static String modelOf(int generation) {
        return switch (generation) {
            case 1 -> "UCM6104";
            case 2 -> "UCM6108";
            case 3 -> "UCM6208";
            case 4 -> "UCM6302";
            default -> "UCM6304";
        };
    }

    void rename(String token, String name) {
        if (trunkNames.replace(token, name) == null) {
            throw new IllegalArgumentException("trunk " + token + ", expected one of " + trunkNames.keySet());
        }
    }

    /** SIP until generation 2, PJSIP since. */
    String technology() {
        return generation <= 2 ? "SIP" : "PJSIP";
    }

    ChannelName extension(String number) {
        return new ChannelName(numbered(number), number, "s", "");
    }

    ChannelName trunk(int number) {
        String token = "trunk_" + number;
        return new ChannelName(numbered(token), token, "s", trunkNames.getOrDefault(token, token));
    }

    /** The guide's {@code DAHDI/1-1}; {@code DAHDI/o1-1} since generation 2. */
    ChannelName line(int port) {
        String token = generation == 1 ? Integer.toString(port) : "o" + port;
        return new ChannelName("DAHDI/" + token + "-1", token, "p", trunkNames.getOrDefault("o" + port, token));
    }

    /** What a conference room talks through; no trunk and no line (guide, figure 6). */
    ChannelName pseudo(int number) {
        return new ChannelName("DAHDI/pseudo-" + number, "", "p", "");
    }

    private String numbered(String token) {
        return String.format(Locale.ROOT, "%s/%s-%08x", technology(), token, channels++);
    }

    /** The counter behind the dot of uniqueid; never given twice. */
    long nextCall() {
        return calls++;
    }
}
