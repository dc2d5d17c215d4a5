package io.ucmbilling.calls.view;

/**
 * Position in the feed, as a reader keeps it.
 *
 * @param place all up to it is read, inclusive; 0: nothing is
 * @param mark of the era in which the place was given out; 0 if none was
 */
public record FeedPosition(long place, long mark) {}
