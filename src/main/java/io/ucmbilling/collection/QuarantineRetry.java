package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.ReadPage;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.paging.UnforeseenValues;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.ucm.site.Fleet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The second reading of what is in quarantine (contract N9), after an update or a wrong configuration of the site. The
 * raw text is tried as a JSON item, as a {@code <cdr>} element or its content, or as a line of each shape's CSV. It may
 * hold several legs. Those that can be read are kept, and the entry goes when all can.
 */
@Component
class QuarantineRetry {
    private static final int AT_ONCE = 1_000;
    private static final ReadPage NOTHING = new ReadPage(List.of(), List.of(), UnforeseenValues.of(List.of()), null);

    private final Fleet fleet;
    private final Sites sites;
    private final LegIntake intake;
    private final Quarantine quarantine;

    QuarantineRetry(Fleet fleet, Sites sites, LegIntake intake, Quarantine quarantine) {
        this.fleet = fleet;
        this.sites = sites;
        this.intake = intake;
        this.quarantine = quarantine;
    }

    /** How many entries were read again, how many of them are legs now, and how many stay because they were cut. */
    record Outcome(int tried, int released, int cut) {
        private static final Outcome NONE = new Outcome(0, 0, 0);

        private Outcome plus(Outcome other) {
            return new Outcome(tried + other.tried, released + other.released, cut + other.cut);
        }
    }

    /**
     * Reads all entries of a site again. Takes the site for this while: a pass that is under way elsewhere ends and
     * begins anew.
     */
    Outcome of(String site) {
        LegReader reader = SiteContext.readerFor(fleet.site(site));
        Hold hold = sites.take(site).hold();
        Outcome outcome = Outcome.NONE;
        List<Quarantine.Entry> some = quarantine.newest(site, AT_ONCE);
        while (!some.isEmpty()) {
            for (Quarantine.Entry entry : some) {
                outcome = outcome.plus(again(hold, entry, reader));
            }
            some = quarantine.newest(site, some.getLast().number(), AT_ONCE);
        }
        return outcome;
    }

    private Outcome again(Hold hold, Quarantine.Entry entry, LegReader reader) {
        if (entry.cut()) {
            return new Outcome(1, 0, 1);
        }
        ReadPage page = read(entry.raw(), reader);
        boolean whole = isWhole(page);
        if (whole) {
            quarantine.release(hold, entry.number(), page.legs());
        } else if (!page.legs().isEmpty()) {
            intake.keep(hold, page.legs(), List.of(), null);
        }
        return new Outcome(1, whole ? 1 : 0, 0);
    }

    private static boolean isWhole(ReadPage page) {
        return !page.legs().isEmpty() && page.quarantined().isEmpty();
    }

    private static ReadPage read(String raw, LegReader reader) {
        if (raw.startsWith("{") || raw.startsWith("[")) {
            return page(Format.JSON, "{\"cdr_root\":[", raw, "]}", reader);
        }
        if (raw.startsWith("<cdr>")) {
            return page(Format.XML, "<root>", raw, "</root>", reader);
        }
        if (raw.startsWith("<")) {
            return page(Format.XML, "<root><cdr>", raw, "</cdr></root>", reader);
        }
        return Stream.of(Shape.values())
                .map(shape -> page(Format.CSV, header(shape) + "\n", raw, "\n", reader))
                .filter(QuarantineRetry::isWhole)
                .findFirst()
                .orElse(NOTHING);
    }

    private static String header(Shape shape) {
        return shape.fields().stream().map(Field::wireName).collect(Collectors.joining(","));
    }

    private static ReadPage page(Format format, String begin, String raw, String end, LegReader reader) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(begin.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(PageReader.bytes(raw));
        body.writeBytes(end.getBytes(StandardCharsets.UTF_8));
        try {
            return ReadPage.of(PageReader.read(format, body.toByteArray()), reader);
        } catch (UnreadablePageException | RefusedPageException e) {
            return NOTHING; // Still not to be read: it stays where it is.
        }
    }
}
