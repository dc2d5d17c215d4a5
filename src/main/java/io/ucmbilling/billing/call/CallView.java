package io.ucmbilling.billing.call;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.call.CallTrunk;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call as the REST view shows it (billing contract B2). Instants are whole seconds. */
@Schema(name = "Call", description = "All legs of one session of one site, as it is to be billed.")
public record CallView(
        @Schema(description = "The same for ever.", example = "5f0c6d1a9be34c7f8a1d2e3f40516273")
        String id,

        @Schema(description = "1 when the call is first seen; grows with each change of the call or its legs.")
        int version,

        @Schema(example = "branch-a") String site,

        @Schema(description = "As the UCM gave it; its uniqueid where it gave none.", example = "1386092800.0")
        String session,

        @Schema(description = "When its first leg began.", example = "2013-12-03T17:46:40Z")
        Instant startedAt,

        @Schema(
                description = "The same instant with the offset of the site's zone.",
                format = "date-time",
                example = "2013-12-03T11:46:40-06:00")
        String startedAtLocal,

        @Schema(description = "When a person answered; null: no person did.", example = "2013-12-03T17:46:43Z")
        @Nullable
        Instant answeredAt,

        @Schema(description = "When its last leg ended; null: none has an end.", example = "2013-12-03T17:46:49Z")
        @Nullable
        Instant endedAt,

        @Schema(description = "From start to end; null with endedAt.", example = "9") @Nullable
        Integer durationSeconds,

        @Schema(description = "Until a person answered, else the duration; null: neither is known.", example = "3")
        @Nullable
        Integer waitSeconds,

        @Schema(description = "How long the carrier's channels were answered.", example = "6")
        int billableSeconds,

        Direction direction,

        @Schema(description = "ANSWERED: a person answered. VOICEMAIL: a voicemail box did.")
        CallStatus status,

        @ArraySchema(
                arraySchema = @Schema(description = "What its legs are for, each once, in their order."),
                schema = @Schema(implementation = Kind.class))
        List<Kind> kinds,

        @Schema(description = "Who called, on its first leg that is no placeholder.")
        CallerView caller,

        @Schema(description = "Who was called, on the same leg.")
        PartyView callee,

        @Schema(description = "What was dialled, on the very first leg: of an inbound call the DID.")
        PartyView dialled,

        @Schema(description = "Who answered; null: no person did, or the UCM does not say who.") @Nullable
        PartyView answeredBy,

        List<TrunkView> trunks,

        @ArraySchema(
                arraySchema = @Schema(description = "Each extension that had a part in it, in the order of the legs."),
                schema = @Schema(example = "5300"))
        List<String> extensions,

        @Schema(description = "The first that is not empty; null: there is none.") @Nullable
        String accountCode,

        @Schema(description = "How many legs it has.", example = "1")
        int legs,

        List<RecordingView> recordings) {

    /** The party that called. */
    @Schema(name = "Caller")
    public record CallerView(
            @Schema(description = "As the UCM gave it; null: it gave none.", example = "5300") @Nullable
            String number,

            @Schema(description = "The number inside the caller id, if it is another; null: none.") @Nullable
            String presented,

            @Schema(example = "pn01") @Nullable String name,

            @Schema(description = "Of an outside party whose number is valid; else null.", example = "+12025550123")
            @Nullable
            String e164,

            @Schema(description = "As it is shown to people; null: nothing is known.", example = "\"pn01\"<5300>")
            @Nullable
            String display) {}

    /** Any other party. */
    @Schema(name = "Party")
    public record PartyView(
            @Schema(description = "As the UCM gave it; null: it gave none.", example = "5301") @Nullable
            String number,

            @Schema(description = "Always null: UCMs name callers only.") @Nullable
            String name,

            @Schema(description = "Of an outside party whose number is valid; else null.") @Nullable
            String e164,

            @Schema(description = "As it is shown to people; null: nothing is known.", example = "5301") @Nullable
            String display) {}

    /** A trunk that the call went over. */
    @Schema(name = "CallTrunk", description = "A trunk that the call went over.")
    public record TrunkView(
            @Schema(description = "At which end of a leg.") CallTrunk.End side,

            @Schema(description = "As in the channel's name; null: it shows none.", example = "trunk_1") @Nullable
            String token,

            @Schema(description = "As of the call; null: not known.", example = "CallCenterTrunk") @Nullable
            String name) {}

    /** A recording of the call. */
    @Schema(name = "Recording")
    public record RecordingView(
            @Schema(description = "Never given to another one of the call.", example = "1")
            int number,

            @Schema(description = "The base name of the file.", example = "auto-1386092800-5300-5301.wav")
            String name,

            Instant startedAt,

            @Schema(
                    description = "UNKNOWN: not asked for yet. AVAILABLE: the UCM had it. CACHED: the gateway has it."
                            + " MISSING: the UCM had it no longer. UNREACHABLE: the UCM could not be asked.")
            RecordingState state,

            @Schema(
                    description = "Where it is served.",
                    example = "/api/v1/calls/5f0c6d1a9be34c7f8a1d2e3f40516273/recordings/1")
            String href) {}
}
