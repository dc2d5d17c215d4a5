package io.ucmbilling.simulator.check;

import io.ucmbilling.simulator.examination.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report for programs: {@code url}, {@code sample}, {@code requests}, {@code agrees}, {@code deviates}, {@code cannotBeTold}, {@code rules}. */
public final class ReportJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    public static String of(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("url", report.url().toString());
        json.put("sample", report.sampleText());
        json.put("requests", report.requests());
        json.put("agrees", report.count(Verdict.AGREES));
        json.put("deviates", report.count(Verdict.DEVIATES));
        json.put("cannotBeTold", report.count(Verdict.CANNOT_BE_TOLD));
        List<Map<String, Object>> rules =
                report.lines().stream().map(ReportJson::rule).toList();
        json.put("rules", rules);
        return JSON.writeValueAsString(json) + "\n";
    }

    private static Map<String, Object> rule(Report.Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", line.rule().id());
        json.put("area", line.rule().area().name().toLowerCase(Locale.ROOT));
        json.put("rule", line.rule().says());
        json.put("source", line.rule().source());
        json.put("verdict", line.finding().verdict().name());
        json.put("asked", line.finding().asked());
        json.put("found", line.finding().found());
        json.put("expected", line.finding().expected());
        return json;
    }
}
