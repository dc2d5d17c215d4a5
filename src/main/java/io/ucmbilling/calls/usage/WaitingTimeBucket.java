package io.ucmbilling.calls.usage;

import org.jspecify.annotations.Nullable;

/**
 * Calls whose waiting time is within bounds: how long a caller waited for a person, else as long as the call took.
 *
 * @param fromSeconds inclusive
 * @param toSeconds exclusive; null: no bound
 * @param answered calls that a person answered
 * @param unanswered all others, voicemail included
 */
public record WaitingTimeBucket(int fromSeconds, @Nullable Integer toSeconds, long answered, long unanswered) {}
