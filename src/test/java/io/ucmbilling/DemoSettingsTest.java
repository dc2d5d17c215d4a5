package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ucmbilling.access.client.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class DemoSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void bringAFleetAndAnExport() {
        DemoSettings settings = DemoSettings.of();

        assertThat(settings).isEqualTo(new DemoSettings(true, true));
        assertThat(settings.properties())
                .containsEntry("gateway.exports.demo.permitted-ips", "127.0.0.1/255.255.255.255");
    }

    @Test
    void leaveTheSitesToTheUsersFile() throws IOException {
        assertThat(DemoSettings.of(file("gateway:\n  sites:\n    a:\n      url: https://ucm.example:8443\n")))
                .isEqualTo(new DemoSettings(false, true));
    }

    @Test
    void leaveTheExportsToAFileThatSpeaksOfThem() throws IOException {
        DemoSettings settings = DemoSettings.of(file("gateway:\n  exports:\n    billing:\n      enabled: true\n"));

        assertThat(settings).isEqualTo(new DemoSettings(false, false));
        assertThat(settings.properties()).containsOnlyKeys("server.port", "management.server.port");
    }

    private String file(String text) throws IOException {
        Path file = folder.resolve("my-fleet.yaml");
        Files.writeString(file, text);
        return "--spring.config.additional-location=optional:file:" + file;
    }

    @Test
    void areGreetedWithFiveLinesToTry() {
        MockEnvironment environment = new MockEnvironment().withProperty("server.port", "8080");
        environment.setProperty("management.server.port", "8081");
        DemoSettings.of().properties().forEach(environment::setProperty);

        Clock clock = Clock.fixed(Instant.parse("2026-01-06T08:00:00Z"), ZoneOffset.UTC);

        String text =
                new DemoGreeting(List.of("branch-a"), true, new ApiKey("key-of-the-demo"), clock).text(environment);

        assertThat(text)
                .contains("page         http://localhost:8080 (user demo, password demo)\n")
                .contains("Try:\n  the page: sign in, and press the first blue Play to hear a call\n");
        assertThat(text.lines().filter(line -> line.startsWith("  curl ")))
                .containsExactly(
                        "  curl -k --digest -u cdrapi:cdrapi123"
                                + " 'https://127.0.0.1:8443/cdrapi?format=json&numRecords=5'",
                        "  curl -k --digest -u cdrapi:cdrapi123"
                                + " 'https://127.0.0.1:8443/cdrapi?format=csv&startTime=2026-01-05&endTime=now'",
                        "  curl -H 'Authorization: Bearer key-of-the-demo'"
                                + " 'http://localhost:8080/api/v1/calls?order=-startedAt&limit=2'",
                        "  curl -H 'Authorization: Bearer key-of-the-demo'"
                                + " 'http://localhost:8080/api/v1/changes?limit=2'",
                        "  curl -H 'Authorization: Bearer key-of-the-demo'"
                                + " 'http://localhost:8080/api/v1/usage?groupBy=day,direction'",
                        "  curl http://localhost:8081/actuator/collection",
                        "  curl http://localhost:8081/actuator/health");
    }

    /** spring-boot:test-run takes the one main class it finds among the tests. */
    @Test
    void belongToTheOnlyMainClassOfTheTests() {
        assertThat(new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                                .importPackages("io.ucmbilling")
                                .stream()
                                .filter(DemoSettingsTest::hasStaticMain)
                                .map(JavaClass::getName))
                .containsExactly("io.ucmbilling.TestApplication");
    }

    private static boolean hasStaticMain(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method ->
                        method.getName().equals("main") && method.getModifiers().contains(JavaModifier.STATIC));
    }
}
