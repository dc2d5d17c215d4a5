package io.ucmbilling.billing.feed;

import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.billing.call.CallView;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.view.FeedChange;
import io.ucmbilling.calls.view.StoredCall;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A change of a call as a CloudEvents 1.0 object in JSON (billing contract B3). */
@Schema(name = "Change", description = "A change of a call: a CloudEvents 1.0 object.")
record ChangeView(
        @Schema(allowableValues = SPEC) String specversion,

        @Schema(
                description =
                        "Names the call, its version and the era of the feed, so that it is unique for ever, also if a"
                                + " database is restored and gives the version again.",
                example = "5f0c6d1a9be34c7f8a1d2e3f40516273-2-9b1f03c2a7d45e68")
        String id,

        @Schema(description = "The site.", example = "/sites/branch-a")
        String source,

        @Schema(
                allowableValues = {CREATED, CORRECTED, REMOVED},
                description =
                        "call.created of version 1, call.corrected of a later one: treat both as put, as what a later"
                                + " version has overtaken may be left out. call.removed: the call is gone.")
        String type,

        @Schema(description = "The call's id.", example = "5f0c6d1a9be34c7f8a1d2e3f40516273")
        String subject,

        @Schema(description = "When it was committed.", example = "2013-12-03T17:46:51Z")
        Instant time,

        @Schema(allowableValues = JSON) String datacontenttype,

        @Schema(
                description = "The call as in the list of calls; of a removed one what is left of it.",
                oneOf = {CallView.class, RemovedCallView.class})
        Object data) {

    static final String CREATED = "call.created";
    static final String CORRECTED = "call.corrected";
    static final String REMOVED = "call.removed";
    private static final String SPEC = "1.0";
    private static final String JSON = "application/json";

    /** What is left of a call that is gone. */
    @Schema(name = "RemovedCall")
    record RemovedCallView(
            String id,
            int version,
            String site,
            @Schema(allowableValues = "true") boolean removed) {}

    /** @param view null: the call is gone */
    static ChangeView of(FeedChange change, @Nullable CallView view) {
        StoredCall call = change.call();
        String id = CallId.text(call.id());
        String era = HexFormat.of().toHexDigits(change.mark());
        return new ChangeView(
                SPEC,
                id + "-" + call.version() + "-" + era,
                "/sites/" + call.site(),
                view == null ? REMOVED : call.version() == 1 ? CREATED : CORRECTED,
                id,
                call.changedAt().truncatedTo(ChronoUnit.SECONDS),
                JSON,
                view == null ? new RemovedCallView(id, call.version(), call.site(), true) : view);
    }
}
