package io.ucmbilling.call;

/** End of a leg (contract N4). CONGESTION reads as FAILED. A disposition that no rule knows is UNKNOWN and counted. */
public enum Status {
    ANSWERED,
    NO_ANSWER,
    BUSY,
    FAILED,
    UNKNOWN
}
