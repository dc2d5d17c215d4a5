package io.ucmbilling.calls.call;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a site that a call depends on and a leg does not hold.
 *
 * @param zone of the PBX's wall clock; null: not known
 * @param region ISO 3166 code for reading outside numbers; null: none is configured
 */
public record PbxSetting(@Nullable ZoneId zone, @Nullable String region) {
    public static final PbxSetting UNKNOWN = new PbxSetting(null, null);
}
