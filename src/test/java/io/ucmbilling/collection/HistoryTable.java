package io.ucmbilling.collection;

import io.ucmbilling.collection.History.Change;
import io.ucmbilling.collection.History.Order;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The records of a UCM, as they are changed from without. */
final class HistoryTable {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;
    private final Comparator<Row> order;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private int nextAcctId = 1;
    private int next = 1;

    /**
     * @param number in the order of hang-up
     * @param container of the item in which it stands where items nest
     */
    record Row(
            int number, int acctId, long start, String session, String container, boolean readable, CdrRecord record) {
        Instant startedAt() {
            return Instant.ofEpochSecond(start);
        }
    }

    HistoryTable(ZoneId zone, Order order) {
        this.zone = zone;
        this.order = switch (order) {
            case START, UNSTABLE -> Comparator.comparing(Row::start).thenComparing(Row::number);
            case ACCT_ID -> Comparator.comparing(Row::acctId).thenComparing(Row::number);
            case HANG_UP -> Comparator.comparing(Row::number);
        };
    }

    List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    void change(Change change, Instant now) {
        switch (change) {
            case Change.Call(var ago, int legs) -> {
                String session = newSession(now.minus(ago));
                for (int i = 0; i < legs; i++) {
                    insert(now.minus(ago).plusSeconds(i), session, session, true);
                }
            }
            case Change.Leg(int of, boolean amongNeighbours) -> addLeg(of, amongNeighbours);
            case Change.Unreadable(var ago) -> {
                String session = newSession(now.minus(ago));
                insert(now.minus(ago), session, session, false);
            }
            case Change.Delete(int which) -> {
                if (!rows.isEmpty()) {
                    rows.remove(which % rows.size());
                }
            }
            case Change.Rewrite(int which) -> rewrite(which);
            case Change.Restart() -> nextAcctId = 1;
            case Change.Clean(int daysBefore) -> {
                LocalDate first = LocalDate.ofInstant(now, zone).minusDays(daysBefore);
                Instant from = first.atStartOfDay(zone).toInstant();
                rows.removeIf(row -> row.startedAt().isBefore(from));
            }
            case Change.Wipe() -> rows.clear();
        }
    }

    private String newSession(Instant start) {
        return start.getEpochSecond() + "" + next + "-1001";
    }

    private void addLeg(int of, boolean amongNeighbours) {
        if (rows.isEmpty()) {
            return;
        }
        Row leg = rows.get(of % rows.size());
        Row neighbour = rows.get((of + 1) % rows.size());
        insert(
                leg.startedAt().plusSeconds(1),
                leg.session(),
                amongNeighbours ? neighbour.container() : leg.container(),
                true);
    }

    private void rewrite(int which) {
        if (!rows.isEmpty()) {
            int at = which % rows.size();
            Row row = rows.get(at);
            CdrRecord record = new CdrRecord.Builder()
                    .from(row.record())
                    .set(Field.CALLER_NAME, row.record().text(Field.CALLER_NAME) + "x")
                    .build();
            rows.set(
                    at,
                    new Row(
                            row.number(),
                            row.acctId(),
                            row.start(),
                            row.session(),
                            row.container(),
                            row.readable(),
                            record));
        }
    }

    private void insert(Instant start, String session, String container, boolean readable) {
        int acctId = nextAcctId++;
        while (!keys.add(session + " " + acctId + " " + start)) {
            acctId = nextAcctId++; // A key comes twice at no UCM (contract U4).
        }
        CdrRecord record = record(acctId, session, start, readable);
        Row row = new Row(next++, acctId, start.getEpochSecond(), session, container, readable, record);
        int at = Collections.binarySearch(rows, row, order);
        rows.add(at < 0 ? -at - 1 : at, row);
    }

    private CdrRecord record(int acctId, String session, Instant start, boolean readable) {
        return new CdrRecord.Builder()
                .set(Field.ACCT_ID, Integer.toString(acctId))
                .set(Field.SRC, "1001")
                .set(Field.DST, "1002")
                .set(Field.CHANNEL, "PJSIP/1001-00000abc")
                .set(Field.START, STAMP.format(start.atZone(zone)))
                .set(Field.DURATION, "0")
                .set(Field.BILLSEC, readable ? "0" : "long")
                .set(Field.DISPOSITION, readable ? "NO ANSWER" : "ANSWERED")
                .set(Field.UNIQUEID, start.getEpochSecond() + "." + acctId)
                .set(Field.SESSION, session)
                .set(Field.DST_TRUNK_NAME, "")
                .build();
    }
}
