package io.ucmbilling.simulator.examination;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of the sample.
 *
 * @param start null: it cannot be told
 */
public record SampleRecord(CdrRecord record, @Nullable Instant start) {

    public String text(Field field) {
        return record.text(field);
    }

    /** 0 where it is no number. */
    public long billableSeconds() {
        String text = text(Field.BILLSEC);
        return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
    }

    /** What the legs of its call share. */
    public String call() {
        String session = text(Field.SESSION);
        return session.isEmpty() ? text(Field.UNIQUEID) : session;
    }
}
