/**
 * The newer API served (contract U1): {@code POST /api} with challenge, login and a cookie, and then the same records and
 * recordings as by the guide's API. What no document tells is decided in {@code src/docs/rationale/served-api.md}.
 *
 * <p>Read in this order: {@link io.ucmbilling.cdrapi.api.ApiAnswers}, {@link io.ucmbilling.cdrapi.api.ApiRequest}, {@link
 * io.ucmbilling.cdrapi.api.ApiStatus}, {@link io.ucmbilling.cdrapi.api.RecordAnswers}.
 */
@NullMarked
package io.ucmbilling.cdrapi.api;

import org.jspecify.annotations.NullMarked;
