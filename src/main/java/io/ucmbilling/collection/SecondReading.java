package io.ucmbilling.collection;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageReader;
import io.ucmbilling.contract.RefusedPageException;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.contract.UnreadablePageException;
import io.ucmbilling.reading.LegReader;
import io.ucmbilling.reading.UnreadableLegException;
import io.ucmbilling.store.Cursors;
import io.ucmbilling.store.ReadLeg;
import io.ucmbilling.ucm.Fleet;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Reads what is in quarantine again (contract N9): after an update, or when the site's configuration was wrong. The raw text
 * is tried as a JSON object, as a {@code <cdr>} element and as a line of each shape's CSV.
 */
@Component
class SecondReading {
    private static final int AT_ONCE = 10_000;

    private final Fleet fleet;
    private final Cursors cursors;

    SecondReading(Fleet fleet, Cursors cursors) {
        this.fleet = fleet;
        this.cursors = cursors;
    }

    /** How many entries were read again, and how many of them are legs now. */
    record Outcome(int tried, int released) {}

    /** Takes the site for this while; a pass that is under way elsewhere ends and begins anew. */
    Outcome of(String site) {
        LegReader reader = SiteAccess.readerFor(fleet.site(site));
        long fence = cursors.take(site).fence();
        int tried = 0;
        int released = 0;
        for (Cursors.Quarantine entry : cursors.quarantine(site, AT_ONCE)) {
            tried++;
            Optional<ReadLeg> leg = read(entry.raw(), reader);
            if (leg.isPresent()) {
                cursors.release(site, fence, entry.number(), leg.get());
                released++;
            }
        }
        return new Outcome(tried, released);
    }

    private static Optional<ReadLeg> read(String raw, LegReader reader) {
        if (raw.startsWith("{")) {
            return page(Format.JSON, "{\"cdr_root\":[" + raw + "]}", reader);
        }
        if (raw.startsWith("<")) {
            return page(Format.XML, "<root>" + raw + "</root>", reader);
        }
        return Stream.of(Shape.values())
                .flatMap(shape -> page(Format.CSV, header(shape) + "\n" + raw + "\n", reader).stream())
                .findFirst();
    }

    private static String header(Shape shape) {
        return shape.fields().stream().map(Field::wireName).collect(Collectors.joining(","));
    }

    private static Optional<ReadLeg> page(Format format, String body, LegReader reader) {
        try {
            Page page = PageReader.read(format, body.getBytes(StandardCharsets.UTF_8));
            if (page.entries().size() == 1 && page.entries().getFirst() instanceof CdrRecord record) {
                return Optional.of(new ReadLeg(record, reader.read(record)));
            }
            return Optional.empty();
        } catch (UnreadablePageException | RefusedPageException | UnreadableLegException e) {
            return Optional.empty(); // Still not to be read: it stays where it is.
        }
    }
}
