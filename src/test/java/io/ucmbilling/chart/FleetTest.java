package io.ucmbilling.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.ucmbilling.testing.Certificates;
import io.ucmbilling.ucm.site.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The file that a pod is given binds to the gateway's own settings, with the secrets beside it. */
@ExtendWith(OutputCaptureExtension.class)
class FleetTest {
    private static final String MOUNTED = "/etc/gateway";

    @TempDir
    private Path folder;

    /** All settings of the gateway, and the check of the fleet. */
    @ConfigurationPropertiesScan(basePackages = "io.ucmbilling")
    static class AllSettings {
        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-05-04T06:30:00Z"), ZoneOffset.UTC);
        }
    }

    @Test
    void isReadWithTheTenLinesOfTheDocument() throws Exception {
        secrets("gateway-passwords", Map.of("branch-a", "one\n", "billing", "two"));

        try (var context = start(Rendering.of(FleetDocument.values()))) {
            assertThat(context.getBean(Fleet.class).site("branch-a").password()).isEqualTo("one");
            assertThat(context.getEnvironment().getProperty("gateway.exports.billing.password"))
                    .isEqualTo("two");
        }
    }

    @Test
    void isReadWithEverythingSwitchedOn() throws Exception {
        secrets("gateway-passwords", Map.of("branch-a", "one", "billing", "two"));
        secrets("gateway.more-passwords", Map.of("branch-c", "three"));
        Path authority = folder.resolve("files/ucm-ca/branch-a.pem");
        Files.createDirectories(authority.getParent());
        Files.writeString(
                authority, Certificates.generate("ucm.branch-a.example").certificatePem());

        try (var context = start(Rendering.sample("full"), "--BRANCH_B_PASSWORD=four", "--HOTEL_PASSWORD=five")) {
            Fleet fleet = context.getBean(Fleet.class);
            assertThat(fleet.sites()).hasSize(3);
            assertThat(fleet.site("branch-b").password()).isEqualTo("four");
            assertThat(fleet.site("branch-c").password()).isEqualTo("three");
            assertThat(context.getEnvironment().getProperty("gateway.recordings.directory"))
                    .isEqualTo("/var/lib/gateway/recordings");
        }
    }

    @Test
    void isReadWithSecretsOfTheChartsOwn() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own-secrets"));
        Files.writeString(own.resolve("branch-a"), "1234");
        Files.writeString(own.resolve("billing"), "hush");

        try (var context = start(Rendering.sample("trial"))) {
            assertThat(context.getBean(Fleet.class).site("branch-a").password()).isEqualTo("1234");
        }
    }

    @Test
    void isReadWithoutAnyValues() throws Exception {
        try (var context = start(Rendering.of(""))) {
            assertThat(context.getBean(Fleet.class).sites()).isEmpty();
        }
    }

    /** What the schema lets through, the gateway tells at its start. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway: { exports: { billing: { adress: here } } } | gateway.exports.billing.adress: found \"here\"",
                "gateway: { export: { billing: {} }, exports: { a: {} } } | gateway.export",
                "gateway: { sites: { a: { url: 'https://ucm.example', time-zone: Nowhere } } } |"
                        + " gateway.sites.a.time-zone",
                "gateway: { sites: { a: { url: 'https://ucm.example', time-zone: UTC, password: '${nobody}' } } } |"
                        + " gateway.sites.a.password: found ${nobody}, which nothing sets",
                "gateway: { collection: { lock: 20s } } | gateway.collection.lock: found \"20s\"",
            })
    void isRefusedByTheGatewayIfAKeyIsWrong(String values, String told, CapturedOutput output) {
        Rendering rendering = Rendering.of(values);

        assertThatThrownBy(() -> start(rendering)).isNotNull();

        assertThat(output.getOut()).contains(told);
    }

    private void secrets(String name, Map<String, String> values) throws IOException {
        Path secret = Files.createDirectories(folder.resolve("secrets").resolve(name));
        for (var value : values.entrySet()) {
            Files.writeString(secret.resolve(value.getKey()), value.getValue());
        }
    }

    /** Starts with the arguments of the pod, whose mounted folder is the test's. */
    private ConfigurableApplicationContext start(Rendering rendering, String... more) throws Exception {
        String fleet = Objects.requireNonNull(rendering
                .named(ConfigMap.class, "gateway-ucm-billing-gateway")
                .getData()
                .get("fleet.yaml"));
        Path file = Files.createDirectories(folder.resolve("config")).resolve("fleet.yaml");
        Files.writeString(file, fleet.replace(MOUNTED, folder.toString()));
        Stream<String> arguments = PodTemplates.gatewayContainer(rendering).getArgs().stream()
                .map(argument -> argument.replace(MOUNTED, folder.toString()));
        return new SpringApplicationBuilder(
                        AllSettings.class, Class.forName("io.ucmbilling.ucm.site.FleetConfiguration"))
                .web(WebApplicationType.NONE)
                .run(Stream.concat(arguments, Arrays.stream(more)).toArray(String[]::new));
    }
}
