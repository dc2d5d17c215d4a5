/** The rules of the conformance kit, a class an area. Start at {@link io.ucmbilling.simulator.rule.Rules}. */
@NullMarked
package io.ucmbilling.simulator.rule;

import org.jspecify.annotations.NullMarked;
