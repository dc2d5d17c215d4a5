package io.ucmbilling.calls.view;

/**
 * Change in the feed.
 *
 * @param call the call's version, or that it is gone
 * @param mark of the era in which its place was given out: with it no other change ever has the same name, also after a restore
 */
public record FeedChange(StoredCall call, long mark) {}
