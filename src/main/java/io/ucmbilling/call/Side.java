package io.ucmbilling.call;

import org.jspecify.annotations.Nullable;

/**
 * Side of a leg (contract N2, N6).
 *
 * @param endpoint what the channel shows
 * @param trunk the token of the trunk in the channel ({@code trunk_N}, {@code oN}, {@code DAHDI/iN},
 *     {@code DAHDI/<port>}); null: the channel shows none
 * @param trunkName the trunk's name as of that call, from the record or else from the site's configuration; null: unnamed
 * @param onTrunk whether this side counts as a trunk for the direction
 */
public record Side(
        Endpoint endpoint, @Nullable String trunk, @Nullable String trunkName, boolean onTrunk) {}
