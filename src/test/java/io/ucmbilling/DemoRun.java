package io.ucmbilling;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** What the demo does while the gateway starts: gives it settings, keeps the tests' own beans out, and greets. */
final class DemoRun implements SpringApplicationRunListener {
    private final Map<String, Object> properties;
    private final DemoGreeting greeting;

    /** @param properties weigh more than any file, less than the command line */
    DemoRun(Map<String, Object> properties, DemoGreeting greeting) {
        this.properties = properties;
        this.greeting = greeting;
    }

    @Override
    public void environmentPrepared(ConfigurableBootstrapContext bootstrap, ConfigurableEnvironment environment) {
        MutablePropertySources sources = environment.getPropertySources();
        MapPropertySource demo = new MapPropertySource("demo", properties);
        if (sources.contains(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME)) {
            sources.addAfter(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME, demo);
        } else {
            sources.addFirst(demo);
        }
    }

    @Override
    public void contextPrepared(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("testClasses", new TestClasses());
    }

    @Override
    public void ready(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
        System.out.println(greeting.text(context.getEnvironment()));
    }

    /** Tests stand on the class path of the demo, and some have configurations of their own. */
    private static final class TestClasses extends TypeExcludeFilter {
        private static final URL TESTS =
                TestApplication.class.getProtectionDomain().getCodeSource().getLocation();

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory factory) throws IOException {
            return type.getResource().getURL().toString().startsWith(TESTS.toString());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof TestClasses;
        }

        @Override
        public int hashCode() {
            return TestClasses.class.hashCode();
        }
    }
}
