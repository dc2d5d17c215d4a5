package io.ucmbilling.billing.collection;

import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.store.collection.RequestedCollection;
import io.ucmbilling.store.collection.RequestedCollection.CollectionState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A collection as the REST view shows it (billing contract B5). Instants are whole seconds. */
@Schema(
        name = "Collection",
        description =
                "Days of a site that are collected anew from its UCM. It is forgotten 30 days after its last change.")
record CollectionView(
        @Schema(example = "0f8fad5bd9cb469fa16570867728950e")
        String id,

        @Schema(example = "branch-a") String site,

        @Schema(description = "In the site's zone, inclusive.", example = "2026-03-01")
        LocalDate from,

        @Schema(description = "In the site's zone, exclusive.", example = "2026-03-03")
        LocalDate to,

        @Schema(
                description =
                        "QUEUED: it waits for its turn, or for the UCM. RUNNING: a day was begun, maybe in vain so"
                            + " far. DONE: all days were read whole. FAILED: it got no further for 24 hours; the days"
                            + " done stay done, and the rest may be asked for again.")
        CollectionState state,

        @Schema(description = "How many days it has.") long days,

        @Schema(description = "Of them, read whole.") long done,

        @Schema(
                description =
                        "Legs that it brought, or changed the content of. A page that a dying replica had just kept is"
                                + " not counted.")
        long stored,

        @Schema(description = "What keeps it from going on, or made it fail; null: nothing.") @Nullable
        CollectionFaultView fault) {
    private static final HexFormat HEX = HexFormat.of();

    /** A fault of the UCM. */
    @Schema(name = "CollectionFault")
    record CollectionFaultView(
            @Schema(example = "UNREACHABLE") String kind, Instant at, String message) {}

    static CollectionView of(RequestedCollection collection) {
        return new CollectionView(
                text(collection.id()),
                collection.site(),
                collection.from(),
                collection.to(),
                collection.state(),
                collection.days(),
                collection.daysDone(),
                collection.stored(),
                Optional.ofNullable(collection.fault())
                        .map(fault -> new CollectionFaultView(
                                fault.kind(), fault.at().truncatedTo(ChronoUnit.SECONDS), fault.message()))
                        .orElse(null));
    }

    /** Returns an id as it is shown: 32 lower-case hex digits. */
    static String text(UUID id) {
        return HEX.toHexDigits(id.getMostSignificantBits()) + HEX.toHexDigits(id.getLeastSignificantBits());
    }

    /** Reads an id; empty: it is none that is shown. */
    static Optional<UUID> id(String text) {
        return text.matches("[0-9a-f]{32}")
                ? Optional.of(new UUID(
                        HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32)))
                : Optional.empty();
    }
}
