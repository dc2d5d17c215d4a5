package io.ucmbilling.normalisation;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.RecordTimes;
import org.jspecify.annotations.Nullable;

/** UTC second with which {@code uniqueid} and {@code session} begin, in ten digits (contract U9). */
final class EpochPrefix {
    private EpochPrefix() {}

    /** Reads it from the uniqueid, else from the session; null: neither begins with one. */
    static @Nullable Long of(CdrRecord record) {
        String uniqueid = record.text(Field.UNIQUEID);
        Long epoch = digitsFollow(uniqueid) ? null : RecordTimes.leadingEpoch(uniqueid);
        return epoch != null ? epoch : RecordTimes.leadingEpoch(record.text(Field.SESSION));
    }

    /** Reads it from a uniqueid. If the digits go on it is no epoch, unlike in a session, where microseconds may follow. */
    private static boolean digitsFollow(String uniqueid) {
        return uniqueid.length() > RecordTimes.EPOCH_DIGITS
                && Character.isDigit(uniqueid.charAt(RecordTimes.EPOCH_DIGITS));
    }
}
