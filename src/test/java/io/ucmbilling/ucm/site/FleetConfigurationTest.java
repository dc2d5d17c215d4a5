package io.ucmbilling.ucm.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Format;
import io.ucmbilling.settings.WrongSettingException;
import io.ucmbilling.testing.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

@ExtendWith(OutputCaptureExtension.class)
class FleetConfigurationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-04T06:30:00Z"), ZoneOffset.UTC);
    private static final String MINIMAL = """
        gateway:
          sites:
            branch-a:
              url: https://ucm.branch-a.example:8443
              time-zone: America/Chicago
        """;

    @TempDir
    private Path folder;

    @Test
    void anEmptyFleetIsAllowed() {
        start("spring:\n  application:\n    name: x\n")
                .run(context -> assertThat(context.getBean(Fleet.class).sites()).isEmpty());
    }

    @Test
    void everyKeyHasTheDefaultOfTheContract() {
        start(MINIMAL).run(context -> {
            Site site = context.getBean(Fleet.class).site("branch-a");
            assertThat(site.api()).isEqualTo(Site.Api.LEGACY);
            assertThat(site.format()).isEqualTo(Format.JSON);
            assertThat(site.username()).isEmpty();
            assertThat(site.password()).isEmpty();
            assertThat(site.model()).isNull();
            assertThat(site.region()).isNull();
            assertThat(site.since()).isNull();
            assertThat(site.pollInterval()).isEqualTo(Duration.ofSeconds(60));
            assertThat(site.overlap()).isEqualTo(Duration.ofHours(2));
            assertThat(site.tls()).isEqualTo(new Site.Tls(Site.Trust.SYSTEM, null, null, false));
            assertThat(site.limits())
                    .isEqualTo(new Site.Limits(
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(60),
                            16 * 1024 * 1024,
                            2));
            assertThat(site.trunks()).isEmpty();
        });
    }

    @Test
    void everyKeyOfTheContractIsRead() {
        String yaml = MINIMAL + """
                  api: https
                  format: JSON
                  username: cdrapi
                  password: ${BRANCH_A_PASSWORD:cdrapi123}
                  model: ucm6104
                  region: us
                  since: 2026-01-01
                  poll-interval: 90s
                  overlap: 3h
                  tls:
                    trust: pinned
                    fingerprint-sha256: "%s"
                    allow-legacy: true
                  trunks:
                    trunk_1: CallCenterTrunk
                    "[DAHDI/1]": Analog line 1
            """.formatted("AB:".repeat(31) + "AB");
        start(yaml).run(context -> {
            Site site = context.getBean(Fleet.class).site("branch-a");
            assertThat(site.api()).isEqualTo(Site.Api.HTTPS);
            assertThat(site.password()).isEqualTo("cdrapi123");
            assertThat(site.timeZone()).isEqualTo(ZoneId.of("America/Chicago"));
            assertThat(site.model()).isEqualTo("UCM6104");
            assertThat(site.region()).isEqualTo("US");
            assertThat(site.since()).isEqualTo(LocalDate.of(2026, 1, 1));
            assertThat(site.pollInterval()).isEqualTo(Duration.ofSeconds(90));
            assertThat(site.tls()).isEqualTo(new Site.Tls(Site.Trust.PINNED, "ab".repeat(32), null, true));
            assertThat(site.trunks()).isEqualTo(Map.of("trunk_1", "CallCenterTrunk", "DAHDI/1", "Analog line 1"));
        });
    }

    /** N2: any other model counts as none, and the start warns with the list. */
    @ParameterizedTest
    @ValueSource(strings = {"UCM6999", "6302", "UCM6302AB", "GXW4104"})
    void aModelWithoutATableOfPortsIsWarnedAbout(String model, CapturedOutput output) {
        start(with("model", model)).run(context -> {
            assertThat(context.getBean(Fleet.class).site("branch-a").model()).isEqualTo(model);
            assertThat(output)
                    .containsOnlyOnce("gateway.sites.branch-a.model: found \"" + model + "\"")
                    .contains("UCM6102, UCM6104, UCM6108, UCM6116, UCM6202, UCM6204, UCM6208, UCM6301, UCM6302,"
                            + " UCM6304, UCM6308, UCM6510");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UCM6510", "ucm6302a"})
    void aModelWithATableIsNot(String model, CapturedOutput output) {
        start(with("model", model)).run(context -> assertThat(output).doesNotContain("branch-a.model"));
    }

    @Test
    void sitesAreOrderedByTheirId() {
        start(MINIMAL.replace("branch-a:", "b:")
                        + MINIMAL.replace("branch-a:", "a:").replaceFirst("(?s).*sites:\n", ""))
                .run(context -> assertThat(context.getBean(Fleet.class).sites())
                        .extracting(Site::id)
                        .containsExactly("a", "b"));
    }

    @Test
    void anUnknownKeyStopsTheStart() {
        start(with("pol-interval", "60s"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gateway.sites.branch-a.pol-interval"));
    }

    @Test
    void anUnknownKeyOfTlsStopsTheStart() {
        start(with("tls.trusted", "any"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gateway.sites.branch-a.tls.trusted"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "url | http://ucm.example:8443",
                "url | https://",
                "url | ucm.example:8443",
                "url | https://ucm.example:8443?format=json",
                "url | https://ucm.example:8443#top",
                "url | https://ucm.example:99999",
                "url | 'https://ucm example'",
                "url | ''",
                "time-zone | America/Springfield",
                "time-zone | ''",
                "since | 2001-12-31",
                "since | 2026-05-06",
                "since | yesterday",
                "poll-interval | 0s",
                "overlap | -2h",
                "connect-timeout | 0s",
                "read-timeout | 25h",
                "answer-timeout | 1ns",
                "max-answer-size | 0B",
                "max-answer-size | 2GB",
                "parallel-files | 0",
                "parallel-files | 17",
                "tls.fingerprint-sha256 | abcd",
                "tls.ca-certificate | no-such-file.pem"
            })
    void aWrongValueIsToldByItsWholeKey(String key, String value) {
        start(with(key, value))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(WrongSettingException.class)
                        .hasMessageStartingWith("gateway.sites.branch-a." + key + ": found ")
                        .hasMessageContaining(", expected "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "time-zone"})
    void aMissingValueIsToldByItsWholeKey(String key) {
        start(MINIMAL.replaceFirst("(?m)^ +" + key + ":.*\n", ""))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(WrongSettingException.class)
                        .hasMessageStartingWith("gateway.sites.branch-a." + key + ": found nothing, expected "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Branch", "a_b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aWrongSiteIdIsTold(String id) {
        start(MINIMAL.replace("branch-a:", id + ":"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(WrongSettingException.class)
                        .hasMessageStartingWith("gateway.sites." + id));
    }

    @Test
    void theSiteMayBeginTomorrowByItsOwnClock() {
        // 06:30 UTC on the 4th is 20:30 on the 3rd in Honolulu.
        String yaml = with("since", "2026-05-05").replace("America/Chicago", "Pacific/Honolulu");
        start(yaml).run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("2026-05-04"));
        start(yaml.replace("2026-05-05", "2026-05-04"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void pinnedNeedsAFingerprintOrACertificate() {
        start(with("tls.trust", "pinned"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("gateway.sites.branch-a.tls.trust: found pinned without a certificate, "
                                + "expected tls.fingerprint-sha256 or tls.ca-certificate beside it"));
    }

    @Test
    void aTrunkWithoutANameIsTold() {
        start(with("trunks.trunk_1", " "))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("gateway.sites.branch-a.trunks[trunk_1]: found no name"));
    }

    @Test
    void theHttpsApiNeedsAUser() {
        start(with("api", "HTTPS"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("gateway.sites.branch-a.username: found nothing"));
    }

    @Test
    void theHttpsApiIsPolledInJsonAlone() {
        start(with("api", "HTTPS") + "      username: cdrapi\n      format: CSV\n")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("gateway.sites.branch-a.format: found CSV, expected JSON"));
    }

    @Test
    void aCertificateFileMayHoldTheKeyToo() throws IOException {
        Certificates.Identity identity = Certificates.generate("ucm.example");
        Path file = Files.writeString(folder.resolve("ucm.pem"), identity.keyPem() + identity.certificatePem());
        start(with("tls.ca-certificate", file.toString())).run(context -> {
            Site site = context.getBean(Fleet.class).site("branch-a");
            assertThat(Pem.certificates(Objects.requireNonNull(site.tls().caCertificate())))
                    .containsExactly(identity.certificate());
        });
    }

    @Test
    void aFileWithoutACertificateIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("ucm.pem"), "hello");
        start(with("tls.ca-certificate", file.toString()))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("gateway.sites.branch-a.tls.ca-certificate")
                        .hasMessageContaining("a file without a certificate"));
    }

    @Test
    void aBrokenCertificateIsTold() throws IOException {
        Path file = Files.writeString(
                folder.resolve("ucm.pem"),
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
        start(with("tls.ca-certificate", file.toString()))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(WrongSettingException.class)
                        .hasMessageContaining("a certificate that cannot be read"));
    }

    @Test
    void aPasswordInTheUrlIsNotRepeated() {
        start(with("url", "https://cdrapi:cdrapi123@ucm.example:8443"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("gateway.sites.branch-a.url")
                        .hasMessageNotContaining("cdrapi123"));
    }

    @Test
    void aPasswordIsNotPrinted() {
        start(with("password", "cdrapi123")).run(context -> {
            assertThat(context.getBean(Fleet.class).site("branch-a").toString()).doesNotContain("cdrapi123");
            assertThat(context.getBean(SitesSettings.class).toString()).doesNotContain("cdrapi123");
        });
    }

    /** The minimal site, with that key set or replaced. */
    private static String with(String key, String value) {
        String[] names = key.split("\\.");
        String yaml = MINIMAL.replaceFirst("(?m)^ +" + names[0] + ":.*\n", "");
        String indent = "      ";
        for (int i = 0; i < names.length - 1; i++) {
            yaml += indent + names[i] + ":\n";
            indent += "  ";
        }
        return yaml + indent + names[names.length - 1] + ": \"" + value + "\"\n";
    }

    private ApplicationContextRunner start(String yaml) {
        return new ApplicationContextRunner()
                .withBean(Clock.class, () -> CLOCK)
                .withUserConfiguration(FleetConfiguration.class)
                .withInitializer(context -> {
                    try {
                        for (PropertySource<?> source : new YamlPropertySourceLoader()
                                .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
                            context.getEnvironment().getPropertySources().addFirst(source);
                        }
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
