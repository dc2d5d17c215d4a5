package io.ucmbilling.contract;

import org.jspecify.annotations.Nullable;

/** The fields of one leg while they are being read, and whether one of them spoils it. */
final class LegDraft {
    private final CdrRecord.Builder fields = new CdrRecord.Builder();
    private boolean empty = true;
    private boolean numbered;
    private @Nullable String fault;

    void set(String name, String value) {
        Field field = Field.named(name);
        String wrong = Body.fault(value);
        if (field != null) {
            fields.set(field, value);
            numbered |= field == Field.ACCT_ID;
        } else {
            fields.set(name, value);
            wrong = wrong == null ? Body.fault(name) : wrong;
        }
        if (wrong != null && fault == null) {
            fault = (field == null ? "a field" : name) + ": " + wrong;
        }
        empty = false;
    }

    /** Whether no field has been set. */
    boolean isEmpty() {
        return empty;
    }

    /** Whether it has an AcctId: then it is a leg in its own right, whatever stands beside it. */
    boolean isNumbered() {
        return numbered;
    }

    /** What makes it unreadable, or null. */
    @Nullable
    String fault() {
        return fault;
    }

    CdrRecord record() {
        return fields.build();
    }
}
