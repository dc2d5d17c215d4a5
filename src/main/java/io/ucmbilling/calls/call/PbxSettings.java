package io.ucmbilling.calls.call;

/** Settings of one site over time: those count with which a leg was stored (rule C7). */
@FunctionalInterface
public interface PbxSettings {
    /** Returns the settings with which that storing transaction worked. */
    PbxSetting at(long commit);
}
