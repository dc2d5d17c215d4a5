package io.ucmbilling.calls.table;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.RecordTimes;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.testing.Samples;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** A record of a sample and how its PBX reads it: a leg that comes as it is, or otherwise. */
public record LegDraft(CdrRecord record, LegReader reader) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** Returns one of each record of the samples. */
    public static List<LegDraft> all() {
        List<LegDraft> drafts = new ArrayList<>();
        for (Samples.Sample sample : Samples.withLegs().toList()) {
            if (sample.format() == Format.JSON) {
                LegReader reader =
                        new LegReader(new PbxProfile(sample.zoneId(), sample.model(), Map.of("trunk_1", "A")));
                for (var entry : entries(sample)) {
                    drafts.add(new LegDraft((CdrRecord) entry, reader));
                }
            }
        }
        return drafts;
    }

    private static List<?> entries(Samples.Sample sample) {
        try {
            return sample.page().entries();
        } catch (RefusedPageException | UnreadablePageException e) {
            throw new IllegalStateException(sample.name(), e);
        }
    }

    /** Returns the month in which it starts. */
    public YearMonth month() {
        return YearMonth.from(start());
    }

    private LocalDateTime start() {
        return Objects.requireNonNull(RecordTimes.wallClock(record.text(Field.START)));
    }

    /** Returns the leg as it is. */
    public ReadLeg read() {
        return read(record);
    }

    private ReadLeg read(CdrRecord given) {
        try {
            return new ReadLeg(given, reader.read(given));
        } catch (UnreadableLegException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the same record with another value, or from a firmware that gives it a session, or a leg before it. */
    public ReadLeg corrected(Random random) {
        CdrRecord.Builder other = new CdrRecord.Builder().from(record);
        switch (random.nextInt(7)) {
            case 0 -> other.set(Field.ACCOUNTCODE, "" + random.nextInt(3));
            case 1 -> other.set(Field.BILLSEC, "" + random.nextInt(60));
            case 2 -> other.set(Field.DISPOSITION, random.nextBoolean() ? "BUSY" : "NO ANSWER");
            case 3 -> other.set(Field.RECORDFILES, "2026-03/auto-17724636" + random.nextInt(10, 99) + ".wav@");
            case 4 -> earlier(other, random);
            default -> withSession(other);
        }
        return read(other.build());
    }

    /** Makes it another leg of the call, which started before it: the call moves to another quarter of an hour. */
    private void earlier(CdrRecord.Builder other, Random random) {
        other.set(Field.ACCT_ID, "9" + record.text(Field.ACCT_ID))
                .set(Field.START, STAMP.format(start().minusMinutes(random.nextInt(40))));
    }

    private void withSession(CdrRecord.Builder other) {
        if (record.text(Field.SESSION).isEmpty()) {
            String uniqueid = record.text(Field.UNIQUEID);
            other.set(Field.SESSION, uniqueid.replace(".", "") + "-s");
            other.set(Field.SRC_TRUNK_NAME, "");
            other.set(Field.DST_TRUNK_NAME, "");
        }
    }
}
