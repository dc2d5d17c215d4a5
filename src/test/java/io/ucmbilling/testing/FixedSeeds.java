package io.ucmbilling.testing;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Gives every property a seed of its own that stays the same from build to build, or the one of {@link Seeds}. */
public final class FixedSeeds implements AroundPropertyHook {

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext property, PropertyExecutor executor)
            throws Throwable {
        if (property.attributes().seed().isEmpty()) {
            Long told = Seeds.told();
            long seed = told == null ? property.targetMethod().getName().hashCode() : told;
            property.attributes().setSeed(Long.toString(seed));
        }
        return executor.execute();
    }

    /** Inside all other hooks, which may want to know. */
    @Override
    public int aroundPropertyProximity() {
        return -100;
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
