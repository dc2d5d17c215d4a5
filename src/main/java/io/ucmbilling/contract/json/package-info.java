/**
 * JSON pages, read and written (contract U2, S5).
 *
 * <p>Start at {@link io.ucmbilling.contract.json.JsonPage}; {@link io.ucmbilling.contract.json.JsonItemSplit} reads on
 * behind a broken item.
 */
@NullMarked
package io.ucmbilling.contract.json;

import org.jspecify.annotations.NullMarked;
