package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.Documents;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The tables in the documents have every key with its default, every metric, endpoint, and kind of fault or outcome. */
class DocumentTablesTest {
    private static final String CONFIGURATION = Documents.text(Path.of("src/docs/configuration.md"));
    private static final String OPERATIONS = Documents.text(Path.of("src/docs/operations.md"));
    private static final Pattern KEY = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.+?) \\|");
    private static final Pattern METRIC = Pattern.compile("(?m)^\\| `(gateway\\.[a-z.]+)` \\|");
    private static final Pattern PREFIX = Pattern.compile("PREFIX = \"(gateway\\.[a-z.]+)\"");
    private static final Pattern SUFFIX = Pattern.compile("(?:PREFIX \\+ |count\\()\"([a-z.]+)\"");
    private static final Pattern WHOLE = Pattern.compile(
            "(?<!prefix = )\"(gateway\\.(?:cdrapi|recapi|exports|api|report|feed|fleet)\\.[a-z.]*[a-z])\"");
    private static final Pattern ENDPOINT = Pattern.compile("@Endpoint\\(id = \"(\\w+)\"\\)");

    @ParameterizedTest
    @CsvSource({
        "gateway.sites.<id>, io.ucmbilling.ucm.site.SiteSettings",
        "gateway, io.ucmbilling.store.retention.RetentionSettings io.ucmbilling.shutdown.ShutdownSettings",
        "gateway.collection, io.ucmbilling.collection.plan.CollectionSettings",
        "gateway.metrics, io.ucmbilling.watching.MetricsSettings",
        "gateway.recordings, io.ucmbilling.recording.RecordingsSettings",
        "gateway.exports.<name>, io.ucmbilling.cdrapi.ExportSettings",
        "gateway.api.clients.<name>, io.ucmbilling.billing.admission.ApiSettings$ClientSettings",
        "gateway.api.jwt, io.ucmbilling.billing.admission.ApiSettings$JwtSettings",
        "gateway.report.users.<name>, io.ucmbilling.report.signin.SignInSettings$UserSettings",
        "gateway.report.mail, io.ucmbilling.report.mail.MailSettings",
        "gateway.report.oidc, io.ucmbilling.report.signin.SignInSettings$OidcSettings"
    })
    void haveEveryKeyWithItsDefault(String prefix, String settings) throws Exception {
        Map<String, String> table = new TreeMap<>();
        KEY.matcher(section("## `" + prefix + "`"))
                .results()
                .forEach(row -> table.put(row.group(1).replaceFirst("\\.<.*", ""), row.group(2)));
        Map<String, String> keys = new TreeMap<>();
        for (String part : settings.split(" ")) {
            addKeys(keys, "", Class.forName(part));
        }

        assertThat(table.keySet()).isEqualTo(keys.keySet());
        assertThat(keys).allSatisfy((key, value) -> assertThat(table.get(key)).contains(value));
    }

    private static String section(String heading) {
        int begin = CONFIGURATION.indexOf(heading);
        assertThat(begin).as(heading).isNotNegative();
        int end = CONFIGURATION.indexOf("\n## ", begin);
        return CONFIGURATION.substring(begin, end < 0 ? CONFIGURATION.length() : end);
    }

    private static void addKeys(Map<String, String> keys, String prefix, Class<?> settings) {
        for (RecordComponent component : settings.getRecordComponents()) {
            String key =
                    prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                addKeys(keys, key + ".", component.getType());
            } else {
                DefaultValue given = component.getAnnotation(DefaultValue.class);
                keys.put(key, given == null ? "" : String.join(", ", given.value()));
            }
        }
    }

    @Test
    void haveEveryMetric() {
        Set<String> metrics = new TreeSet<>();
        Documents.below(Path.of("src/main/java"), ".java").map(Documents::text).forEach(source -> {
            metrics.addAll(Documents.found(WHOLE, source));
            Documents.found(PREFIX, source)
                    .forEach(prefix -> Documents.found(SUFFIX, source).forEach(name -> metrics.add(prefix + name)));
        });

        assertThat(new TreeSet<>(Documents.found(METRIC, OPERATIONS))).isEqualTo(metrics);
    }

    @Test
    void haveEveryEndpoint() {
        assertThat(Documents.below(Path.of("src/main/java"), "Endpoint.java")
                        .map(Documents::text)
                        .flatMap(source -> Documents.found(ENDPOINT, source).stream()))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(OPERATIONS).contains("| `/actuator/" + id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.ucmbilling.ucm.site.FaultKind",
                "io.ucmbilling.cdrapi.export.RequestOutcome",
                "io.ucmbilling.cdrapi.connection.CloseReason"
            })
    void haveEveryKind(String kinds) throws Exception {
        assertThat(names(kinds))
                .allSatisfy(kind -> assertThat(OPERATIONS)
                        .containsPattern("(?m)^\\|.*`" + kind.toLowerCase(Locale.ROOT) + "`.*\\|"));
    }

    @Test
    void haveEveryStandingOfADay() throws Exception {
        assertThat(names("io.ucmbilling.collection.ledger.DayStandings$Standing"))
                .allSatisfy(standing -> assertThat(OPERATIONS).contains("| " + standing + " |"));
    }

    private static Stream<String> names(String type) throws ClassNotFoundException {
        return Arrays.stream(Objects.requireNonNull(Class.forName(type).getEnumConstants()))
                .map(constant -> ((Enum<?>) constant).name());
    }

    @Test
    void tellTheEquationsOfTheCounters() {
        assertThat(OPERATIONS).contains("received = stored + unchanged + quarantined", "requests = hits + misses");
    }
}
