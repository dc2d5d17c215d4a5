package io.ucmbilling.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A configuration file that is no YAML. The line itself is not shown: it may hold a password. */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class YamlFailureAnalyzer extends AbstractFailureAnalyzer<MarkedYAMLException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MarkedYAMLException cause) {
        Mark mark = cause.getProblemMark();
        String place = mark == null ? "" : " in line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
        return new FailureAnalysis(
                "spring.config.location: found a file that is no YAML" + place + " (" + cause.getProblem()
                        + "), expected YAML, indented by spaces",
                "Correct the file and start again.",
                rootFailure);
    }
}
