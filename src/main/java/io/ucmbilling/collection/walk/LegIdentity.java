package io.ucmbilling.collection.walk;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.UnreadableEntry;

/** The values that tell the legs of a page apart. A leg that cannot be read has its text alone. */
public record LegIdentity(String session, String uniqueid, String acctId, String start) {

    public static LegIdentity of(PageEntry entry) {
        return switch (entry) {
            case CdrRecord record ->
                new LegIdentity(
                        record.text(Field.SESSION),
                        record.text(Field.UNIQUEID),
                        record.text(Field.ACCT_ID),
                        record.text(Field.START));
            case UnreadableEntry unreadable -> new LegIdentity("", unreadable.raw(), "", "");
        };
    }
}
