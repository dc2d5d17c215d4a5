package io.ucmbilling.store.row;

/**
 * A leg as COPY takes it.
 *
 * @param digest of the content: equal where record and reading are equal
 * @param content the columns of {@link LegColumns#CONTENT} in COPY's binary format
 */
public record EncodedLeg(ReadLeg leg, LegKey key, long digest, byte[] content) {}
