package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ucmbilling.access.password.PasswordHash;
import io.ucmbilling.testing.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.yaml.snakeyaml.Yaml;

/** Dockerfile and docker-compose.yml say the same as the code: ports, paths, keys, names of files. */
class ContainerFilesTest {
    private static final String DOCKERFILE = Documents.text(Path.of("Dockerfile"));
    private static final String COMPOSE = Documents.text(Path.of("docker-compose.yml"));
    private static final Path FILES = Path.of("src/main/docker");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)");
    private static final Pattern OFFERED = Pattern.compile("(?m)^#?([A-Z_]+)=");
    private static final Pattern SET = Pattern.compile("[{ ]([A-Z_]+)=");
    private static final Pattern ENVIRONMENT = Pattern.compile("(?:^ENV|(?<=\\S)) ([A-Z]+(?:_[A-Z]+)+)=");

    /** What stands at the end of the path in the file. */
    private static Object at(String yaml, String... path) {
        Object found = new Yaml().load(yaml);
        for (String key : path) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(key), key);
        }
        return found;
    }

    private static String gateway(String key) {
        return at(COMPOSE, "services", "gateway", key).toString();
    }

    @Test
    void theImageExposesWhatListens() {
        String defaults = Documents.text(Path.of("src/main/resources/application.yaml"));
        String exports = Documents.text(Path.of("src/main/java/io/ucmbilling/cdrapi/ExportSettings.java"));

        assertThat(one("(?m)^EXPOSE (.+)$", DOCKERFILE).split(" "))
                .containsExactly(
                        at(defaults, "server", "port").toString(),
                        at(defaults, "management", "server", "port").toString(),
                        one("\"0\\.0\\.0\\.0:(\\d+)\"\\) String address", exports));
    }

    @Test
    void composePublishesWhatTheImageExposes() {
        assertThat(Documents.found(Pattern.compile(":(\\d+)[,\\]]"), gateway("ports")))
                .containsExactlyInAnyOrder(one("(?m)^EXPOSE (.+)$", DOCKERFILE).split(" "));
    }

    @Test
    void composeMountsWhereTheImageLooks() {
        String volume = one("(?m)^VOLUME (\\S+)$", DOCKERFILE);
        String fleet = one("SPRING_CONFIG_ADDITIONAL_LOCATION=optional:file:(\\S+)", DOCKERFILE);

        assertThat(one("(?m)^WORKDIR (/var\\S+)$", DOCKERFILE))
                .as("the place of the recordings, which have a relative path")
                .isEqualTo(volume);
        assertThat(gateway("volumes")).contains("recordings:" + volume);
        assertThat(gateway("secrets")).contains("target=" + fleet);
    }

    @Test
    void theImagesRunWhatTheBuildMakes() {
        String build = Documents.text(Path.of("pom.xml"));

        assertThat(new TreeSet<>(Documents.found(Pattern.compile("([\\w-]+)\\.jar"), DOCKERFILE)))
                .isEqualTo(new TreeSet<>(Documents.found(Pattern.compile("<finalName>(.+)</finalName>"), build)));
        assertThat(DOCKERFILE).contains("\"" + HealthCheck.class.getName() + "\"");
    }

    /** A misspelt variable would be ignored by Spring. */
    @Test
    void variablesOfTheEnvironmentAreKeys() throws IOException {
        Set<String> variables = new TreeSet<>(Documents.found(SET, gateway("environment")));
        variables.addAll(Documents.found(ENVIRONMENT, DOCKERFILE));
        variables.removeAll(Set.of(
                "JAVA_HOME", "LC_ALL", "MALLOC_ARENA_MAX", "SOURCE_DATE_EPOCH", "SPRING_CONFIG_ADDITIONAL_LOCATION"));

        assertThat(variables).contains("MANAGEMENT_SERVER_ADDRESS");
        assertThat(knownKeys()).containsAll(variables);
    }

    private static Set<String> knownKeys() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (var metadata : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/spring-configuration-metadata.json")) {
            String text = metadata.getContentAsString(StandardCharsets.UTF_8);
            Documents.found(Pattern.compile("\"name\": \"([a-z0-9.-]+)\""), text)
                    .forEach(key ->
                            keys.add(key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT)));
        }
        return keys;
    }

    @Test
    void theExamplesOfferEveryVariable() {
        Set<String> offered = new TreeSet<>();
        Stream.of(".env.example", ".env.demo")
                .forEach(file -> offered.addAll(Documents.found(OFFERED, Documents.text(Path.of(file)))));
        offered.remove("COMPOSE_PROJECT_NAME");

        assertThat(offered)
                .isEqualTo(Stream.of(COMPOSE, Documents.text(FILES.resolve("fleet.yaml")))
                        .flatMap(text -> Documents.found(VARIABLE, text.replaceAll("(?m)^ *#.*$", "")).stream())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Every key of the file is one of the type's, and every value one of the key's type. */
    @ParameterizedTest
    @CsvSource({
        "fleet.yaml, .env.example, gateway.sites, io.ucmbilling.ucm.site.SitesSettings",
        "fleet.yaml, .env.example, gateway.exports, io.ucmbilling.cdrapi.ExportsSettings",
        "demo.yaml, .env.demo, gateway.sites, io.ucmbilling.ucm.site.SitesSettings",
        "demo.yaml, .env.demo, gateway.exports, io.ucmbilling.cdrapi.ExportsSettings",
        "demo.yaml, .env.demo, gateway.collection, io.ucmbilling.collection.plan.CollectionSettings",
        "demo.yaml, .env.demo, gateway.api, io.ucmbilling.billing.admission.ApiSettings"
    })
    void theFleetIsOneThatTheGatewayReads(String file, String environment, String prefix, Class<?> settings)
            throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        Properties variables = PropertiesLoaderUtils.loadProperties(new FileSystemResource(environment));
        new YamlPropertySourceLoader()
                .load(file, new FileSystemResource(FILES.resolve(file)))
                .forEach(sources::addLast);
        sources.addLast(new PropertiesPropertySource(environment, variables));
        Binder binder = new Binder(
                ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(sources));

        assertThat(binder.bind(prefix, Bindable.of(settings), new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                        .isBound())
                .isTrue();
    }

    /** Compose mounts the fleet file as it is, and replaces nothing in it. */
    @Test
    void aPasswordStandsInTheFleetFileAsPrinted() {
        String demo = Documents.text(FILES.resolve("demo.yaml"));
        String line = at(demo, "gateway", "report", "users", "demo", "password").toString();

        assertThatCode(() -> PasswordHash.parse("password", line)).doesNotThrowAnyException();
        assertThat(Documents.text(Path.of("src/docs/configuration.md"))).contains("In the fleet file as printed;");
    }

    private static String one(String pattern, String text) {
        assertThat(Documents.found(Pattern.compile(pattern), text)).as(pattern).hasSize(1);
        return Documents.found(Pattern.compile(pattern), text).getFirst();
    }
}
