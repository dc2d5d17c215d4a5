package io.ucmbilling.report.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Mail as a server received it, read part by part. */
record ReceivedMail(MimeMessage message, Map<String, byte[]> attachments, Map<String, String> texts) {
    ReceivedMail(MimeMessage message) {
        this(message, new LinkedHashMap<>(), new LinkedHashMap<>());
        try {
            read(message);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart one = several.getBodyPart(i);
                read(one);
            }
        } else if (part.getFileName() != null) {
            attachments.put(part.getFileName(), part.getInputStream().readAllBytes());
        } else {
            texts.put(part.getContentType().replaceFirst(";.*", ""), String.valueOf(part.getContent()));
        }
    }

    String header(String name) {
        try {
            return String.join(", ", message.getHeader(name)).replaceAll("\\s+", " ");
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    String subject() {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    String text() {
        return texts.getOrDefault("text/plain", "");
    }

    String html() {
        return texts.getOrDefault("text/html", "");
    }

    /** Returns the attachment whose name ends so. */
    byte[] attachment(String ending) {
        return attachments.entrySet().stream()
                .filter(file -> file.getKey().endsWith(ending))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
