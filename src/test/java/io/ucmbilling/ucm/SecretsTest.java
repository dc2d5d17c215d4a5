package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.StubServer.Reply;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** No password and no cookie in a log or a message, with everything logged that {@code application.yaml} lets through. */
class SecretsTest {
    private static final CdrQuery QUERY = CdrQuery.all(Format.JSON);
    private static final String LEVEL = "logging.level.";

    private final HttpUcms ucms = new HttpUcms(Clock.systemUTC());
    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Map<Logger, Level> levels = new HashMap<>();
    private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void logEverything() throws IOException {
        root.setLevel(Level.TRACE);
        for (PropertySource<?> source :
                new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"))) {
            for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                if (name.startsWith(LEVEL)) {
                    Logger logger = loggers.getLogger(name.substring(LEVEL.length()));
                    levels.put(logger, logger.getLevel());
                    logger.setLevel(Level.toLevel(String.valueOf(source.getProperty(name))));
                }
            }
        }
        // The console would print all of it.
        root.iteratorForAppenders().forEachRemaining(appenders::add);
        appenders.forEach(root::detachAppender);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void logAsBefore() throws IOException {
        root.detachAppender(log);
        appenders.forEach(root::addAppender);
        levels.forEach(Logger::setLevel);
        root.setLevel(before);
        ucms.close();
    }

    private void assertNoneTells(String... secrets) {
        assertThat(log.list).as("something is logged at all").isNotEmpty();
        List<String> lines =
                log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        for (String secret : secrets) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
        }
    }

    private static String told(UcmFault fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void signingInByBasicTellsNothing() throws Exception {
        String basic =
                Base64.getEncoder().encodeToString(("cdrapi:" + SiteDraft.PASSWORD).getBytes(StandardCharsets.UTF_8));
        Gate gate = new Gate(List.of("Basic"), call -> Reply.json(Faulty.GUIDE_PAGE));
        try (StubServer server = new StubServer(gate)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            ucm.page(QUERY);
            gate.password = "another";
            assertThat(told(Faulty.of(ucm, QUERY))).doesNotContain(SiteDraft.PASSWORD, basic);
        }
        assertNoneTells(SiteDraft.PASSWORD, basic);
    }

    @Test
    void signingInByDigestTellsNothing() throws Exception {
        Gate gate = new Gate(List.of("Digest"), call -> Reply.json(Faulty.GUIDE_PAGE));
        try (StubServer server = new StubServer(gate)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            ucm.page(QUERY);
            gate.password = "another";
            assertThat(told(Faulty.of(ucm, QUERY))).doesNotContain(SiteDraft.PASSWORD, "response=");
        }
        assertNoneTells(SiteDraft.PASSWORD, "response=\"");
    }

    @Test
    void theHttpsApiTellsNothing() throws Exception {
        StubApi api = new StubApi();
        api.setCookies.put("login", new String[] {"TRACKID=h1dd3n-cr4cker"});
        try (StubServer server = new StubServer(api)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).api(Site.Api.HTTPS).site());
            ucm.page(QUERY);
            ucm.page(QUERY);
            assertThat(server.calls.getLast().cookie()).contains("h1dd3n-cr4cker");
            api.page = "{\"cookie\":\"" + StubApi.SECRET_COOKIE + "\"}";
            assertThat(told(Faulty.of(ucm, QUERY))).doesNotContain(SiteDraft.PASSWORD, StubApi.SECRET_COOKIE);
        }
        assertNoneTells(SiteDraft.PASSWORD, StubApi.SECRET_COOKIE, "h1dd3n-cr4cker");
    }

    @Test
    void aPageThatCannotBeReadTellsNoPhoneNumber() throws Exception {
        try (StubServer server = new StubServer(call -> Reply.json("{\"src\":\"12025550123\"}"))) {
            UcmFault fault = Faulty.of(ucms.of(SiteDraft.on(server.port()).site()), QUERY);
            assertThat(fault.kind()).isEqualTo(FaultKind.MALFORMED);
            assertThat(told(fault)).doesNotContain("12025550123");
        }
    }
}
