package io.ucmbilling.report.mail;

import io.ucmbilling.report.mail.MailFiles.MailFile;
import io.ucmbilling.store.mailing.Mailing;
import io.ucmbilling.store.mailing.Sending;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Hand-over of mails to the server of {@code spring.mail}. Time limits and the check of the server's name stand in {@code
 * application.yaml}; where there is no server, mails wait as they do while one is away.
 */
@Component
public final class MailPost {
    private static final String NO_SENDER = "ucm-billing-gateway@localhost";

    private final ObjectProvider<JavaMailSender> senders;
    private final String from;
    private final Clock clock;

    MailPost(ObjectProvider<JavaMailSender> senders, MailSettings settings, Environment environment, Clock clock) {
        this.senders = senders;
        this.from = sender(settings, environment);
        this.clock = clock;
    }

    private static String sender(MailSettings settings, Environment environment) {
        String user = environment.getProperty("spring.mail.username", "");
        return settings.from() != null ? settings.from() : MailAddress.isValid(user) ? user : NO_SENDER;
    }

    /** Returns whether a server is configured. */
    public boolean hasServer() {
        return senders.getIfAvailable() != null;
    }

    /** Returns the domain of the sender, for Message-IDs. */
    String domain() {
        return from.substring(from.indexOf('@') + 1);
    }

    /**
     * Hands a mail over.
     *
     * @throws MailException if the server does not take it
     */
    void send(Mailing mailing, Sending sending, MailText text, MailFiles files) throws MessagingException {
        JavaMailSender sender = senders.getObject();
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(mailing.recipients().toArray(String[]::new));
        helper.setSubject(text.subject());
        helper.setText(text.plain(), text.html());
        helper.setSentDate(Date.from(clock.instant()));
        for (MailFile file : files.attached()) {
            helper.addAttachment(file.name(), new FileSystemResource(file.path()), file.mediaType());
        }
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Message-ID", sending.messageId());
        sender.send(message);
    }
}
