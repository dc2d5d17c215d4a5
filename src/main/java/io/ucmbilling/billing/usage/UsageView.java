package io.ucmbilling.billing.usage;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage as the REST view shows it (billing contract B4).
 *
 * @param items the members that {@link UsageItemSchema} describes
 */
@Schema(name = "Usage")
record UsageView(
        @ArraySchema(
                arraySchema =
                        @Schema(description = "In the order of the keys as asked. Slots without calls are left out."),
                schema = @Schema(implementation = UsageItemSchema.class))
        List<Map<String, @Nullable Object>> items,

        @Schema(description = "Always null: all items are in one answer.") @Nullable
        String next) {
    UsageView {
        items = List.copyOf(items);
    }

    /** What an item has in the OpenAPI document. The keys are there if they are asked for. */
    @Schema(
            name = "UsageItem",
            description =
                    "Sums over calls. Of hour, day, month, hourOfWeek, site, direction, status, trunk, extension and"
                            + " kind those are there that groupBy asks for.",
            requiredProperties = {
                "calls",
                "answeredCalls",
                "durationSeconds",
                "billableSeconds",
                "waitSeconds",
                "maxWaitSeconds"
            })
    interface UsageItemSchema {
        @Schema(
                description = "Begin of the hour; the one that comes twice is two.",
                example = "2013-12-03T11:00:00-06:00")
        String getHour();

        @Schema(example = "2013-12-03")
        String getDay();

        @Schema(example = "2013-12")
        String getMonth();

        @Schema(description = "0 is Monday 00:00.", minimum = "0", maximum = "167", example = "59")
        int getHourOfWeek();

        @Schema(example = "branch-a")
        String getSite();

        @Schema(example = "INBOUND")
        String getDirection();

        @Schema(example = "ANSWERED")
        String getStatus();

        @Schema(
                description =
                        "The name, else the token; one longer than 250 characters is cut, with a digest behind it. A"
                                + " call counts once for each of its trunks.",
                example = "CallCenterTrunk")
        String getTrunk();

        @Schema(description = "Cut as trunk. A call counts once for each of its extensions.", example = "5300")
        String getExtension();

        @Schema(description = "A call counts once for each of its kinds.", example = "DIAL")
        String getKind();

        @Schema(example = "12")
        long getCalls();

        @Schema(description = "Calls that a person answered.", example = "9")
        long getAnsweredCalls();

        @Schema(example = "431")
        long getDurationSeconds();

        @Schema(description = "By trunk, extension or kind what falls to it alone.", example = "312")
        long getBillableSeconds();

        @Schema(description = "Over answered calls.", example = "54")
        long getWaitSeconds();

        @Schema(
                description = "Over answered calls; null: there are none.",
                types = {"integer", "null"},
                example = "21")
        Integer getMaxWaitSeconds();
    }
}
