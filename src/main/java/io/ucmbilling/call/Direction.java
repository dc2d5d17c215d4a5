package io.ucmbilling.call;

/** Way that a leg went, seen from the PBX (contract N3; guide, <i>CDR filter</i>). */
public enum Direction {
    /** From a trunk to the PBX. */
    INBOUND,
    /** From the PBX to a trunk, or an attempt that failed before it reached one. */
    OUTBOUND,
    /** Between extensions, over no trunk. */
    INTERNAL,
    /** From one trunk to another. */
    EXTERNAL
}
