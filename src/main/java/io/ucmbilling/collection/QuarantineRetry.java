package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.ReadPage;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.ucm.site.Fleet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The second reading of what is in quarantine (contract N9), after an update or a wrong configuration of the site. The
 * raw text is tried as a JSON item, as a {@code <cdr>} element or its content, or as a line of CSV in the longest shape that it fits. It may
 * hold several legs. Those that can be read are kept, and the entry goes when all can.
 */
@Component
record QuarantineRetry(Fleet fleet, Sites sites, Quarantine quarantine) {
    private static final int AT_ONCE = 1_000;

    /** The numbers of entries that were read again, that are legs now, and that stay because they were cut. */
    record RetryCounts(int tried, int released, int cut) {
        private static final RetryCounts NONE = new RetryCounts(0, 0, 0);

        private RetryCounts plus(RetryCounts other) {
            return new RetryCounts(tried + other.tried, released + other.released, cut + other.cut);
        }
    }

    /**
     * Reads all entries of a site again. Takes the site for this while: a pass that is under way elsewhere ends and
     * begins anew.
     */
    RetryCounts of(String site) {
        LegReader reader = SiteContext.readerFor(fleet.site(site));
        Hold hold = sites.take(site).hold();
        RetryCounts counts = RetryCounts.NONE;
        List<Quarantine.Entry> some = quarantine.newest(site, AT_ONCE);
        while (!some.isEmpty()) {
            for (Quarantine.Entry entry : some) {
                counts = counts.plus(again(hold, entry, reader));
            }
            some = quarantine.newest(site, some.getLast().number(), AT_ONCE);
        }
        return counts;
    }

    private RetryCounts again(Hold hold, Quarantine.Entry entry, LegReader reader) {
        if (entry.cut()) {
            return new RetryCounts(1, 0, 1);
        }
        ReadPage page = read(entry.raw(), reader);
        boolean whole = isWhole(page);
        if (whole) {
            quarantine.release(hold, entry, page.legs());
        } else if (!page.legs().isEmpty()) {
            quarantine.keep(hold, entry, page.legs());
        }
        return new RetryCounts(1, whole ? 1 : 0, 0);
    }

    private static boolean isWhole(ReadPage page) {
        return !page.legs().isEmpty() && page.quarantined().isEmpty();
    }

    private static ReadPage read(String raw, LegReader reader) {
        if (raw.startsWith("{") || raw.startsWith("[")) {
            return page(Format.JSON, "{\"cdr_root\":[" + raw + "]}", reader);
        }
        if (raw.startsWith("<cdr>")) {
            return page(Format.XML, "<root>" + raw + "</root>", reader);
        }
        if (raw.startsWith("<")) {
            return page(Format.XML, "<root><cdr>" + raw + "</cdr></root>", reader);
        }
        return List.of(Shape.values()).reversed().stream()
                .map(shape -> page(Format.CSV, header(shape) + "\n" + raw + "\n", reader))
                .filter(page -> isWhole(page) && page.legs().stream().allMatch(QuarantineRetry::isOfItsShape))
                .findFirst()
                .orElse(ReadPage.EMPTY);
    }

    /**
     * Returns whether a line is of the shape that it was read in. In one that is shorter than its own, the caller's name takes
     * the fields that are too many, with commas that {@code clid} does not have.
     */
    private static boolean isOfItsShape(ReadLeg leg) {
        return commas(leg, Field.CALLER_NAME) <= commas(leg, Field.CLID);
    }

    private static long commas(ReadLeg leg, Field field) {
        return leg.raw().text(field).chars().filter(c -> c == ',').count();
    }

    private static String header(Shape shape) {
        return shape.fields().stream().map(Field::wireName).collect(Collectors.joining(","));
    }

    private static ReadPage page(Format format, String text, LegReader reader) {
        try {
            return ReadPage.of(PageReader.read(format, PageReader.bytes(text)), reader);
        } catch (UnreadablePageException | RefusedPageException e) {
            return ReadPage.EMPTY; // Still not to be read: it stays where it is.
        }
    }
}
