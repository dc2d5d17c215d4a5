package io.ucmbilling.reading;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import org.jspecify.annotations.Nullable;

/** The UTC second with which {@code uniqueid} and {@code session} begin: ten digits (contract U9). */
final class Epochs {
    private static final int DIGITS = 10;

    private Epochs() {}

    /** Of the uniqueid, else of the session; null where neither begins with one. */
    static @Nullable Long of(CdrRecord record) {
        Long epoch = leading(record.text(Field.UNIQUEID), false);
        return epoch != null ? epoch : leading(record.text(Field.SESSION), true);
    }

    private static @Nullable Long leading(String text, boolean microsecondsFollow) {
        if (text.length() < DIGITS) {
            return null;
        }
        long epoch = 0;
        for (int i = 0; i < DIGITS; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return null;
            }
            epoch = epoch * 10 + digit - '0';
        }
        boolean longer = text.length() > DIGITS && Character.isDigit(text.charAt(DIGITS));
        return longer && !microsecondsFollow ? null : epoch;
    }
}
