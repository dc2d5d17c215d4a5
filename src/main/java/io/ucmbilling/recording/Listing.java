package io.ucmbilling.recording;

import java.time.Duration;

/**
 * A UCM's listing.
 *
 * @param csv byte for byte as the UCM gave it
 * @param age how long ago the UCM gave it; zero: now. More than zero only where it cannot be reached
 */
public record Listing(byte[] csv, Duration age) {}
