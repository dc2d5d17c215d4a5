package io.ucmbilling.simulator.check;

import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Verdict;
import java.util.Arrays;
import java.util.List;

/** A report for people, in 100 columns: a line a rule, and below it what differs. */
public final class ReportTable {
    private static final int WIDTH = 100;
    private static final String INDENT = " ".repeat(12);
    private static final int LABEL = 10;

    private ReportTable() {}

    /** @param details whether what agrees is told in full too */
    public static String of(Report report, boolean details) {
        StringBuilder text = new StringBuilder();
        text.append("cdrapi and recapi of ").append(report.url()).append('\n');
        text.append("Compared with ").append(report.sampleText()).append(". ");
        text.append(report.requests()).append(" requests.\n");
        for (Rule.Area area : Rule.Area.values()) {
            List<Report.Line> lines = report.lines().stream()
                    .filter(line -> line.rule().area() == area)
                    .toList();
            if (!lines.isEmpty()) {
                text.append('\n').append(heading(area.title()));
                lines.forEach(line -> line(text, line, details));
            }
        }
        return text.append('\n').append(summary(report)).toString();
    }

    private static String heading(String title) {
        return "── " + title + " " + "─".repeat(WIDTH - title.length() - 4) + "\n";
    }

    private static void line(StringBuilder text, Report.Line line, boolean details) {
        Rule rule = line.rule();
        Finding finding = line.finding();
        String begin = String.format("%-10s  %-21s %s", word(finding.verdict()), rule.id(), rule.says());
        int left = WIDTH - rule.source().length();
        text.append(
                begin.length() < left
                        ? begin + " ".repeat(left - begin.length()) + rule.source() + "\n"
                        : begin + "\n" + " ".repeat(left) + rule.source() + "\n");
        if (finding.verdict() == Verdict.CANNOT_BE_TOLD) {
            detail(text, "", finding.found());
        } else if (details || finding.verdict() == Verdict.DEVIATES) {
            detail(text, "asked", finding.asked());
            detail(text, "found", finding.found());
            detail(text, "expected", finding.expected());
        }
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case AGREES -> "  agrees";
            case DEVIATES -> "X DEVIATES";
            case CANNOT_BE_TOLD -> "? unknown";
        };
    }

    private static void detail(StringBuilder text, String label, String value) {
        String pad = label.isEmpty() ? "" : String.format("%-" + LABEL + "s", label);
        List<String> rows = wrapped(value, WIDTH - INDENT.length() - pad.length());
        for (int i = 0; i < rows.size(); i++) {
            text.append(INDENT)
                    .append(i == 0 ? pad : " ".repeat(pad.length()))
                    .append(rows.get(i))
                    .append('\n');
        }
    }

    /** At spaces where there are some, else anywhere. */
    private static List<String> wrapped(String text, int width) {
        StringBuilder rows = new StringBuilder();
        int length = 0;
        for (String word : text.replaceAll("(\\S{" + width + "})(?=\\S)", "$1 ").split(" ")) {
            if (length > 0 && length + 1 + word.length() > width) {
                rows.append('\n');
                length = 0;
            }
            rows.append(length == 0 ? "" : " ").append(word);
            length += (length == 0 ? 0 : 1) + word.length();
        }
        return Arrays.asList(rows.toString().split("\n"));
    }

    private static String summary(Report report) {
        return report.count(Verdict.AGREES) + " rules agree, " + report.count(Verdict.DEVIATES) + " deviate, "
                + report.count(Verdict.CANNOT_BE_TOLD) + " cannot be told.\n";
    }
}
