package io.ucmbilling.simulator.fleet;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Generations of firmware, by what people call them: the number of fields of a record, or newer still (contract U2). */
public enum Firmware {
    FIELDS_22("22", 1),
    FIELDS_27("27", 2),
    FIELDS_33("33", 3),
    FIELDS_44("44", 4),
    NEWER("newer", 5);

    private final String label;
    private final int generation;

    Firmware(String label, int generation) {
        this.label = label;
        this.generation = generation;
    }

    /** Returns the generation, 1 to 5. */
    public int generation() {
        return generation;
    }

    /** Returns the firmware of that label. */
    public static Firmware of(String label) {
        return Arrays.stream(values())
                .filter(firmware -> firmware.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("found " + label + ", expected one of " + labels()));
    }

    private static String labels() {
        return Arrays.stream(values()).map(Firmware::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return label;
    }
}
