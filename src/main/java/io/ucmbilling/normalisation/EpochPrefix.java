package io.ucmbilling.normalisation;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.RecordTimes;
import org.jspecify.annotations.Nullable;

/** The UTC second with which {@code uniqueid} and {@code session} begin: ten digits (contract U9). */
final class EpochPrefix {
    private EpochPrefix() {}

    /** Of the uniqueid, else of the session; null where neither begins with one. */
    static @Nullable Long of(CdrRecord record) {
        String uniqueid = record.text(Field.UNIQUEID);
        Long epoch = digitsFollow(uniqueid) ? null : RecordTimes.leadingEpoch(uniqueid);
        return epoch != null ? epoch : RecordTimes.leadingEpoch(record.text(Field.SESSION));
    }

    /** In a session microseconds may follow; a uniqueid whose digits go on is no epoch. */
    private static boolean digitsFollow(String uniqueid) {
        return uniqueid.length() > RecordTimes.EPOCH_DIGITS
                && Character.isDigit(uniqueid.charAt(RecordTimes.EPOCH_DIGITS));
    }
}
