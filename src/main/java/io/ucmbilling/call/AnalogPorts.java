package io.ucmbilling.call;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Analog ports of a UCM model: FXO ports, to which lines come, are numbered first, then FXS ports, at which phones are
 * (contract N2; guide, <i>Sample 1</i>).
 *
 * @param fxo how many ports are FXO, 1 or more
 * @param fxs how many are FXS, 1 or more
 */
public record AnalogPorts(int fxo, int fxs) {
    private static final Map<String, AnalogPorts> BY_MODEL = new TreeMap<>(Map.ofEntries(
            Map.entry("UCM6102", new AnalogPorts(2, 2)),
            Map.entry("UCM6104", new AnalogPorts(4, 2)),
            Map.entry("UCM6108", new AnalogPorts(8, 2)),
            Map.entry("UCM6116", new AnalogPorts(16, 2)),
            Map.entry("UCM6202", new AnalogPorts(2, 2)),
            Map.entry("UCM6204", new AnalogPorts(4, 2)),
            Map.entry("UCM6208", new AnalogPorts(8, 2)),
            Map.entry("UCM6301", new AnalogPorts(1, 1)),
            Map.entry("UCM6302", new AnalogPorts(2, 2)),
            Map.entry("UCM6304", new AnalogPorts(4, 4)),
            Map.entry("UCM6308", new AnalogPorts(8, 8)),
            Map.entry("UCM6510", new AnalogPorts(2, 2))));

    /** Pattern of a model: it may end in a letter, as UCM6302A does, which changes nothing. */
    private static final Pattern MODEL = Pattern.compile("(UCM[0-9]{4})[A-Z]?");

    /** Returns the ports of the model, in whatever case it is written; null: the model has no table. */
    public static @Nullable AnalogPorts of(String model) {
        Matcher matcher = MODEL.matcher(model.strip().toUpperCase(Locale.ROOT));
        return matcher.matches() ? BY_MODEL.get(matcher.group(1)) : null;
    }

    /** Returns the models with a table, in their order, for people: {@code UCM6102, UCM6104, …}. */
    public static String models() {
        return String.join(", ", BY_MODEL.keySet());
    }

    /** Tells whether a line comes to the port, which is numbered from 1. */
    public boolean isLine(int port) {
        return port >= 1 && port <= fxo;
    }
}
