package io.ucmbilling.call;

/** Purpose of a leg, from action_type, lastapp and channel (contract N8). */
public enum Kind {
    DIAL,
    RING_GROUP,
    QUEUE,
    IVR,
    VOICEMAIL,
    CONFERENCE,
    TRANSFER,
    PARK,
    FOLLOW_ME,
    FEATURE,
    OTHER
}
