/**
 * One server under examination: its sample, what rules ask of it, what they find. Start at {@link
 * io.ucmbilling.simulator.examination.Rule}, then {@code Examination}, {@code FilterCheck}.
 */
@NullMarked
package io.ucmbilling.simulator.examination;

import org.jspecify.annotations.NullMarked;
