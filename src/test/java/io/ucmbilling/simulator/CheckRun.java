package io.ucmbilling.simulator;

import io.ucmbilling.simulator.check.Conformance;
import io.ucmbilling.simulator.check.Report;
import io.ucmbilling.simulator.check.ReportJson;
import io.ucmbilling.simulator.check.ReportTable;
import io.ucmbilling.simulator.client.CheckException;
import io.ucmbilling.simulator.client.Target;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Verdict;
import io.ucmbilling.simulator.rule.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** One check from the command line. */
record CheckRun(CommandLine command, CheckOptions options) {
    private static final int NO_DEVIATION = 0;
    private static final int DEVIATIONS = 1;
    private static final int NOT_CHECKED = 2;

    /** Returns the exit code. */
    int run(Target.@Nullable Login login) {
        List<Rule> rules = Rules.ALL.stream()
                .filter(rule -> !options.guideOnly || rule.isOfTheGuide())
                .toList();
        try (Conformance conformance = new Conformance(options.target(login))) {
            Report report = conformance.check(rules);
            command.getOut().print(options.json ? ReportJson.of(report) : ReportTable.of(report, options.details));
            command.getOut().flush();
            return report.count(Verdict.DEVIATES) == 0 ? NO_DEVIATION : DEVIATIONS;
        } catch (CheckException e) {
            command.getErr().println(e.getMessage());
            command.getErr().flush();
            return NOT_CHECKED;
        }
    }
}
