package io.ucmbilling.call;

/** Kind of party on one side of a leg, read from its channel (contract N2; guide, <i>Source channel, dest channel</i>). */
public enum Endpoint {
    TRUNK,
    EXTENSION,
    CONFERENCE,
    APPLICATION,
    INTERNAL,
    NONE
}
