package io.ucmbilling.normalisation;

import io.ucmbilling.call.Leg;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.format.PageReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records for the tests of how they read. */
final class Records {
    static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    private Records() {}

    /** The records of a file under {@code /field}. */
    static List<CdrRecord> field(String name) throws Exception {
        return page(resource(name));
    }

    /** The records of a page in JSON. */
    static List<CdrRecord> page(String json) throws Exception {
        return PageReader.read(Format.JSON, json.getBytes(StandardCharsets.UTF_8)).entries().stream()
                .map(CdrRecord.class::cast)
                .toList();
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Records.class.getResourceAsStream("/field/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A record of the guide's age: an extension calls another one, who answers. */
    static CdrRecord.Builder guideAge() {
        return new CdrRecord.Builder()
                .set(Field.ACCT_ID, "62")
                .set(Field.SRC, "5300")
                .set(Field.DST, "5301")
                .set(Field.CHANNEL, "SIP/5300-00000000")
                .set(Field.DSTCHANNEL, "SIP/5301-00000001")
                .set(Field.LASTAPP, "Dial")
                .set(Field.START, "2013-12-03 11:46:40")
                .set(Field.ANSWER, "2013-12-03 11:46:43")
                .set(Field.END, "2013-12-03 11:46:49")
                .set(Field.DURATION, "9")
                .set(Field.BILLSEC, "6")
                .set(Field.DISPOSITION, "ANSWERED")
                .set(Field.UNIQUEID, "1386092800.0");
    }

    /** The same of a firmware with sessions and trunk names. */
    static CdrRecord.Builder withSession() {
        return guideAge()
                .set(Field.SESSION, "1386092800000000-5300")
                .set(Field.ACTION_TYPE, "DIAL")
                .set(Field.SRC_TRUNK_NAME, "")
                .set(Field.DST_TRUNK_NAME, "");
    }

    /** How a PBX in Chicago of that model reads it. */
    static Leg read(CdrRecord.Builder record, @Nullable String model) throws UnreadableLegException {
        return read(record.build(), model);
    }

    static Leg read(CdrRecord record, @Nullable String model) throws UnreadableLegException {
        return new LegReader(new PbxProfile(CHICAGO, model, Map.of("trunk_1", "Carrier", "DAHDI/i1", "E1")))
                .read(record);
    }
}
