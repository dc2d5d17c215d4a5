package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.EngineFilter.includeEngines;
import static org.junit.platform.launcher.TagFilter.includeTags;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.ucmbilling.testing.Seeds;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.slf4j.LoggerFactory;

/**
 * {@code ./mvnw -Psoak verify -Dsoak.minutes=30}: every test that has seeds, each round with a new one, until the time is over;
 * ten minutes where none is told. At least one round is played, and a round that was begun is played to its end. Each failure is
 * printed with what plays it again.
 */
class SeedSoak {
    private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("soak.minutes", 10));
    private static final Clock CLOCK = Clock.systemUTC();

    private final List<String> failures = new ArrayList<>();

    @Test
    void playsNewSeedsAsLongAsTold() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Instant end = CLOCK.instant().plus(LENGTH);
        SecureRandom seeds = new SecureRandom();
        int round = 1;
        do {
            play(round, seeds.nextLong());
            round++;
        } while (CLOCK.instant().isBefore(end));
        assertThat(failures).as("failures, each with what plays it again").isEmpty();
    }

    private void play(int round, long seed) {
        System.setProperty(Seeds.PROPERTY, Long.toString(seed));
        play(seed, all().filters(includeEngines("jqwik")).build());
        play(seed, all().filters(includeTags(Seeds.TAG)).build());
        System.out.printf("soak: round %d with seed %d is over, %d failures so far%n", round, seed, failures.size());
    }

    private static LauncherDiscoveryRequestBuilder all() {
        return LauncherDiscoveryRequestBuilder.request().selectors(selectPackage("io.ucmbilling"));
    }

    private void play(long seed, LauncherDiscoveryRequest request) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        assertThat(listener.getSummary().getTestsFoundCount()).isPositive();
        for (TestExecutionSummary.Failure failure : listener.getSummary().getFailures()) {
            TestSource source = failure.getTestIdentifier().getSource().orElse(null);
            String told = failure.getTestIdentifier().getDisplayName() + ": " + failure.getException() + "\n  again: "
                    + "./mvnw test -Dtest=" + test(source) + " -D" + Seeds.PROPERTY + "=" + seed;
            System.out.println("soak: FAILED " + told);
            failures.add(told);
        }
    }

    private static String test(@Nullable TestSource source) {
        return switch (source) {
            case MethodSource method -> method.getJavaClass().getSimpleName() + "#" + method.getMethodName();
            case ClassSource type -> type.getJavaClass().getSimpleName();
            case null, default -> "*";
        };
    }
}
