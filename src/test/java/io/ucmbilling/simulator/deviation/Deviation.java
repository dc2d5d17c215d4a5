package io.ucmbilling.simulator.deviation;

import io.ucmbilling.testing.ucm.HttpFilter;

/**
 * One way to differ.
 *
 * @param name by which it is switched on
 * @param rule the id of the conformance rule that it breaks
 */
public record Deviation(String name, String rule, HttpFilter filter) {}
