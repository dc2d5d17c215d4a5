package io.ucmbilling.report.mail;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * Text of a mail, as plain text and as simple HTML: the same sentences and lists.
 *
 * @param subject one line
 */
record MailText(String subject, List<MailSection> sections) {
    MailText {
        sections = List.copyOf(sections);
        subject = oneLine(subject);
    }

    /** A sentence, and a list below it. */
    record MailSection(String text, List<String> items) {
        MailSection {
            text = oneLine(text);
            items = items.stream().map(MailText::oneLine).toList();
        }
    }

    /** Returns a text without characters that end a line, control it, or turn the direction of what stands behind it. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
    }

    String plain() {
        return sections.stream()
                .map(section -> section.text()
                        + section.items().stream().map(item -> "\n- " + item).collect(Collectors.joining()))
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    String html() {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><body>\n");
        for (MailSection section : sections) {
            html.append("<p>").append(HtmlUtils.htmlEscape(section.text())).append("</p>\n");
            if (!section.items().isEmpty()) {
                html.append("<ul>\n");
                section.items()
                        .forEach(item -> html.append("<li>").append(item(item)).append("</li>\n"));
                html.append("</ul>\n");
            }
        }
        return html.append("</body></html>\n").toString();
    }

    private static String item(String item) {
        String escaped = HtmlUtils.htmlEscape(item);
        return item.matches("https?://\\S+") ? "<a href=\"" + escaped + "\">" + escaped + "</a>" : escaped;
    }
}
