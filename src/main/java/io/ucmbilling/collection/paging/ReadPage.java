package io.ucmbilling.collection.paging;

import io.ucmbilling.call.Leg;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.UnreadableLegException;
import io.ucmbilling.store.row.ReadLeg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page that has been read: the legs, and the entries that go to quarantine.
 *
 * @param unforeseen what the rules did not foresee in the legs
 * @param nested when a call started whose legs came nested in one item; null: none did
 */
public record ReadPage(
        List<ReadLeg> legs,
        List<UnreadableEntry> quarantined,
        UnforeseenValues unforeseen,
        @Nullable Instant nested) {
    /** A page of nothing. */
    public static final ReadPage EMPTY = new ReadPage(List.of(), List.of(), UnforeseenValues.of(List.of()), null);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static ReadPage of(Page page, LegReader reader) {
        List<ReadLeg> legs = new ArrayList<>(page.entries().size());
        List<UnreadableEntry> quarantined = new ArrayList<>();
        for (PageEntry entry : page.entries()) {
            switch (entry) {
                case UnreadableEntry unreadable -> quarantined.add(unreadable);
                case CdrRecord record -> {
                    try {
                        legs.add(new ReadLeg(record, reader.read(record)));
                    } catch (UnreadableLegException e) {
                        quarantined.add(unreadable(page, record, e.reason()));
                    }
                }
            }
        }
        return new ReadPage(
                legs,
                quarantined,
                UnforeseenValues.of(legs),
                page.items() < page.entries().size() ? nestedIn(legs) : null);
    }

    private static @Nullable Instant nestedIn(List<ReadLeg> legs) {
        for (int i = 1; i < legs.size(); i++) {
            Leg leg = legs.get(i).leg();
            Leg before = legs.get(i - 1).leg();
            if (leg.session().equals(before.session())) {
                return leg.startedAt().isBefore(before.startedAt()) ? leg.startedAt() : before.startedAt();
            }
        }
        return null;
    }

    /**
     * Keeps the text as it came, or a JSON object if the record was not read from a page. It can be read again from
     * either.
     */
    private static UnreadableEntry unreadable(Page page, CdrRecord record, String reason) {
        UnreadableEntry asItCame = page.unreadable(record, reason);
        return asItCame == null ? new UnreadableEntry(json(record), reason) : asItCame;
    }

    public static String json(CdrRecord record) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            String value = record.get(field);
            if (value != null) {
                values.put(field.wireName(), value);
            }
        }
        values.putAll(record.others());
        return JSON.writeValueAsString(values);
    }
}
