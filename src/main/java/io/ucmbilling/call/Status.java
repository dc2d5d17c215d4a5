package io.ucmbilling.call;

/** How a leg ended (contract N4). CONGESTION reads as FAILED; what no rule knows is UNKNOWN and counted. */
public enum Status {
    ANSWERED,
    NO_ANSWER,
    BUSY,
    FAILED,
    UNKNOWN
}
