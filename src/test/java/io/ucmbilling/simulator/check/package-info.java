/**
 * The conformance kit: asks any server of cdrapi and recapi, read-only and politely, and tells rule by rule what it does. Start
 * at {@link io.ucmbilling.simulator.check.Conformance}, then {@code Report}. The rules are in {@code simulator.rule}.
 */
@NullMarked
package io.ucmbilling.simulator.check;

import org.jspecify.annotations.NullMarked;
