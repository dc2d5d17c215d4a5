package io.ucmbilling.billing.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.billing.call.CallView.CallerView;
import io.ucmbilling.billing.call.CallView.PartyView;
import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Endpoint;
import io.ucmbilling.call.Kind;
import io.ucmbilling.call.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A leg as the REST view shows it (billing contract B2). Instants are whole seconds. */
@Schema(name = "Leg", description = "One record of a UCM, as it reads.")
public record LegView(
        @Schema(description = "The same for ever.", example = "0b7e3c51d2f94a6885e1c3f7a9d04b26")
        String id,

        @Schema(description = "The id of its call.", example = "5f0c6d1a9be34c7f8a1d2e3f40516273")
        String call,

        @Schema(example = "branch-a") String site,

        @Schema(description = "The UCM's own number, which restarts: it is no key.", example = "4711")
        long acctId,

        @Schema(description = "As the UCM gave it; null: it gave none.", example = "1386092800.0") @Nullable
        String session,

        @Schema(description = "As the UCM gave it.", example = "1386092800.0")
        String uniqueid,

        Instant startedAt,

        @Schema(
                description = "The same instant with the offset of the site's zone.",
                format = "date-time",
                example = "2013-12-03T11:46:40-06:00")
        String startedAtLocal,

        @Schema(description = "Null: it was not answered.") @Nullable
        Instant answeredAt,

        @Schema(description = "Null: the record has no end.") @Nullable
        Instant endedAt,

        @Schema(description = "As the UCM gave it.", example = "9")
        int durationSeconds,

        @Schema(description = "As the UCM gave it, from answer to end.", example = "6")
        int billableSeconds,

        Direction direction,
        Status status,
        Kind kind,
        CallerView caller,
        PartyView callee,

        @Schema(
                description =
                        "Who or what answered: also a menu, a mailbox or a queue, unlike in the call. Null: it was not"
                                + " answered, or the record does not say by whom.")
        @Nullable
        PartyView answeredBy,

        SideView source,
        SideView destination,

        @Schema(description = "The dial plan's context; null: none.", example = "from-internal") @Nullable
        String context,

        @Schema(description = "Null: none.") @Nullable String accountCode,

        @ArraySchema(
                arraySchema = @Schema(description = "Base names of its recordings."),
                schema = @Schema(example = "auto-1386092800-5300-5301.wav"))
        List<String> recordings,

        @Schema(description = "With raw=true: the record as the UCM gave it, by its own field names.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Map<String, String> raw) {

    /** One side of a leg. */
    @Schema(name = "LegSide")
    public record SideView(
            @Schema(description = "What the channel is.") Endpoint endpoint,

            @Schema(description = "Null: it is none.", example = "5300") @Nullable
            String extension,

            @Schema(description = "Null: the side is on no trunk.") @Nullable
            SideTrunkView trunk) {}

    /** A trunk that a side is on. */
    @Schema(name = "LegTrunk")
    public record SideTrunkView(
            @Schema(description = "As in the channel's name; null: it shows none.", example = "trunk_1") @Nullable
            String token,

            @Schema(description = "As of the call; null: not known.", example = "CallCenterTrunk") @Nullable
            String name) {}
}
