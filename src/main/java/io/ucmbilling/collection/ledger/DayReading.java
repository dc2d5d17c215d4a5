package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.paging.PageOutline;
import io.ucmbilling.collection.paging.ReadPage;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.paging.Walk;
import io.ucmbilling.collection.paging.ZoneCheck;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.format.PageWriters;
import io.ucmbilling.contract.page.PageWriter;
import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.ZoneMeasurements;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * One whole read of a day, by a strict walk: each page is kept before the next is asked for, and what came is remembered. Where the
 * walk begins anew, what came before is forgotten: among it may be what was deleted, which made the walk begin anew.
 */
final class DayReading {
    private static final int NEWLINE = '\n';

    private final SiteContext access;
    private final Window day;
    private final Hold hold;
    private final LegKeys keys = new LegKeys();
    /** By key, so that a page read again, or a record that changed meanwhile, counts once. */
    private final Map<PageOutline.Mark, CdrRecord> records = new LinkedHashMap<>();

    private final Set<String> unreadable = new HashSet<>();
    private final ZoneCheck zoneCheck = new ZoneCheck();
    private int stored;
    private @Nullable Instant nested;
    private @Nullable Instant first;
    private @Nullable Instant last;

    private DayReading(SiteContext access, Window day, Hold hold) {
        this.access = access;
        this.day = day;
        this.hold = hold;
    }

    static DayReading of(SiteContext access, Window day, SiteProgress progress) throws UcmFault {
        DayReading reading = new DayReading(access, day, progress.hold());
        reading.read(new Walk(access.pageSize(), true, progress.counting()));
        return reading;
    }

    private void read(Walk walk) throws UcmFault {
        while (true) {
            if (walk.atStart()) {
                forget();
            }
            switch (walk.answered(PageOutline.of(page(walk.next())))) {
                case Walk.Step.GoOn() -> {}
                case Walk.Step.Ended() -> {
                    return;
                }
                case Walk.Step.Failed(FaultKind kind, String what) -> throw access.fault(kind, what);
            }
        }
    }

    private void forget() {
        keys.clear();
        records.clear();
        unreadable.clear();
        first = null;
        last = null;
    }

    private Page page(Walk.Request request) throws UcmFault {
        Page page = access.page(day, request.offset(), request.records());
        if (!page.isEmpty()) {
            ReadPage sifted = ReadPage.of(page, access.reader());
            PreparedLegs legs = access.prepare(sifted);
            stored += access.keep(hold, legs, sifted, null).counts().stored();
            keys.add(legs);
            zoneCheck.add(sifted.legs());
            sifted.quarantined().forEach(entry -> unreadable.add(entry.raw()));
            sifted.legs().forEach(this::remember);
            nested = nested == null ? sifted.nested() : nested;
        }
        return page;
    }

    private void remember(ReadLeg leg) {
        records.put(PageOutline.mark(leg.raw()), leg.raw());
        Instant start = leg.leg().startedAt();
        first = first == null || start.isBefore(first) ? start : first;
        last = last == null || start.isAfter(last) ? start : last;
    }

    LegKeys keys() {
        return keys;
    }

    /** Legs, each once. */
    int legs() {
        return keys.size();
    }

    /** Records that cannot be read, each text once. */
    int quarantined() {
        return unreadable.size();
    }

    /** Whether the other one brought the same, what cannot be read among it. */
    boolean sameAs(DayReading other) {
        return unreadable.equals(other.unreadable) && hash().equals(other.hash());
    }

    /** Legs that only this reading brought, or whose content it changed. */
    int stored() {
        return stored;
    }

    /** When a call started whose legs came nested in one item; null: none did. */
    @Nullable
    Instant nested() {
        return nested;
    }

    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant last() {
        return last;
    }

    /** The worst that enough legs of the day have, else what most have; null: too few, or they do not agree. */
    @Nullable
    Duration zoneError() {
        return ZoneMeasurements.none(access.site().timeZone())
                .with(Instant.EPOCH, zoneCheck.errors())
                .worst()
                .map(ZoneMeasurements.Worst::error)
                .orElseGet(zoneCheck::error);
    }

    /** Of the newest generation among the records. */
    Shape shape() {
        int newest =
                records.values().stream().mapToInt(CdrRecord::generation).max().orElse(1);
        return Shape.values()[newest - 1];
    }

    /** SHA-256, hex, of the records as CSV lines, sorted by their bytes, each ended by LF. */
    String hash() {
        List<byte[]> lines = lines();
        lines.sort(Arrays::compareUnsigned);
        MessageDigest sha256 = DigestUtils.getSha256Digest();
        for (byte[] line : lines) {
            sha256.update(line);
            sha256.update((byte) NEWLINE);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private List<byte[]> lines() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageWriter csv = PageWriters.open(Format.CSV, shape(), out)) {
            for (CdrRecord record : records.values()) {
                csv.item(List.of(record));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ArrayList<>(out.toString(StandardCharsets.UTF_8)
                .lines()
                .skip(1) // the header
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList());
    }
}
