package io.ucmbilling.calls.call;

import java.time.Instant;

/**
 * Recording of a call (rule C8).
 *
 * @param number from 1 on; never given to another recording of the call
 * @param name the base name, without its month folder
 */
public record CallRecording(int number, String name, Instant startedAt) {}
