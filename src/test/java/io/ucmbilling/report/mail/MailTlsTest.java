package io.ucmbilling.report.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ucmbilling.report.mail.MailText.MailSection;
import io.ucmbilling.store.mailing.MailedFiles;
import io.ucmbilling.store.mailing.MailedRecordings;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.MailingPeriod;
import io.ucmbilling.store.mailing.Sending;
import io.ucmbilling.store.mailing.Sending.SendingState;
import io.ucmbilling.testing.Certificates;
import io.ucmbilling.testing.Certificates.Identity;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.util.unit.DataSize;

/** TLS with mail servers (report contract R3), by the keys of {@code spring.mail} and the limits of {@code application.yaml}. */
class MailTlsTest {
    private static final Identity TRUSTED = Certificates.generate("localhost");
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

    private static final String[] STARTTLS = {
        "spring.mail.properties.mail.smtp.starttls.enable=true",
        "spring.mail.properties.mail.smtp.starttls.required=true",
        "spring.mail.ssl.enabled=false"
    };
    private static final String[] SMTPS = {"spring.mail.ssl.enabled=true"};

    /** Sends a mail. @return what kept it from being sent; null: nothing */
    private static @Nullable Throwable send(SimulatedMailServer server, String... settings) {
        return sendTrusting(TRUSTED, server, settings);
    }

    private static @Nullable Throwable sendTrusting(Identity trusted, SimulatedMailServer server, String... settings) {
        List<Throwable> failures = new ArrayList<>();
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MailSenderAutoConfiguration.class))
                .withPropertyValues(settings)
                .withPropertyValues(
                        "spring.mail.host=localhost",
                        "spring.mail.port=" + server.port(),
                        "spring.mail.ssl.bundle=authority",
                        "spring.ssl.bundle.pem.authority.truststore.certificate=" + trusted.certificatePem())
                .run(context -> {
                    MailPost post = new MailPost(
                            context.getBeanProvider(JavaMailSender.class),
                            new MailSettings(null, null, DataSize.ofKilobytes(1), Duration.ZERO),
                            context.getEnvironment(),
                            Clock.fixed(NOW, ZoneOffset.UTC));
                    Throwable failure = catchThrowable(() -> post(post));
                    if (failure != null) {
                        failures.add(failure);
                    }
                });
        return failures.isEmpty() ? null : failures.getFirst();
    }

    private static void post(MailPost post) throws Exception {
        UUID id = new UUID(0, 1);
        Mailing mailing = new Mailing(
                id,
                "Sales",
                true,
                MailingPeriod.DAILY,
                1,
                LocalTime.NOON,
                ZoneOffset.UTC,
                List.of("a@example.com"),
                "",
                MailedFiles.CSV,
                MailedRecordings.NONE,
                "admin",
                null,
                NOW);
        LocalDate day = LocalDate.of(2026, 3, 4);
        Sending sending = new Sending(
                id,
                id,
                true,
                day,
                day.plusDays(1),
                NOW,
                SendingState.WAITING,
                "<1@localhost>",
                List.of(),
                NOW,
                1,
                0,
                null,
                null,
                null,
                null,
                null);
        MailText text = new MailText("CDR report", List.of(new MailSection("Three calls.", List.of())));
        try (MailFiles files = new MailFiles(1_000)) {
            post.send(mailing, sending, text, files);
        }
    }

    private static String words(@Nullable Throwable failure) {
        return failure == null ? "sent" : MailFailure.words(failure);
    }

    @Test
    void sendsByStartTlsToAServerThatItTrusts() throws IOException {
        try (SimulatedMailServer server = SimulatedMailServer.offeringTls(TRUSTED)) {
            assertThat(words(send(server, STARTTLS))).isEqualTo("sent");
            assertThat(server.mails).singleElement().asString().contains("Three calls.");
            assertThat(server.inTheClear).hasSize(2).last().isEqualTo("STARTTLS");
        }
    }

    @Test
    void sendsBySmtpsToAServerThatItTrusts() throws IOException {
        try (SimulatedMailServer server = SimulatedMailServer.withTls(TRUSTED)) {
            assertThat(words(send(server, SMTPS))).isEqualTo("sent");
            assertThat(server.mails).hasSize(1);
            assertThat(server.inTheClear).isEmpty();
        }
    }

    @Test
    void sendsNothingToAServerThatItDoesNotTrust() throws IOException {
        Identity stranger = Certificates.generate("localhost");
        try (SimulatedMailServer offering = SimulatedMailServer.offeringTls(stranger);
                SimulatedMailServer beginning = SimulatedMailServer.withTls(stranger)) {
            assertThat(words(send(offering, STARTTLS)))
                    .startsWith("The certificate of the mail server is not trusted: ");
            assertThat(words(send(beginning, SMTPS))).startsWith("The certificate of the mail server is not trusted: ");
            assertThat(offering.inTheClear).hasSize(2).last().isEqualTo("STARTTLS");
            assertThat(offering.mails).isEmpty();
            assertThat(beginning.mails).isEmpty();
        }
    }

    @Test
    void sendsNothingToAServerOfAnotherName() throws IOException {
        Identity other = Certificates.issue(TRUSTED, "mail.example.com");
        try (SimulatedMailServer offering = SimulatedMailServer.offeringTls(other);
                SimulatedMailServer beginning = SimulatedMailServer.withTls(other)) {
            assertThat(words(sendTrusting(other, offering, STARTTLS))).contains("not trusted", "localhost");
            assertThat(words(sendTrusting(other, beginning, SMTPS))).contains("not trusted", "localhost");
            assertThat(offering.mails).isEmpty();
            assertThat(beginning.mails).isEmpty();
        }
    }

    @Test
    void sendsNothingInTheClearIfTlsIsRequired() throws IOException {
        try (SimulatedMailServer server = SimulatedMailServer.plain(0)) {
            assertThat(words(send(server, STARTTLS)))
                    .isEqualTo("The mail server offers no TLS, which the settings require. Nothing was sent.");
            assertThat(server.inTheClear).allMatch(line -> line.matches("EHLO .*|QUIT"));
            assertThat(server.mails).isEmpty();
        }
    }
}
