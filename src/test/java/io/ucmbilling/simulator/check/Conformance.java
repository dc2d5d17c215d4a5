package io.ucmbilling.simulator.check;

import io.ucmbilling.simulator.client.CheckException;
import io.ucmbilling.simulator.client.Question;
import io.ucmbilling.simulator.client.Reply;
import io.ucmbilling.simulator.client.Target;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.Excerpts;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Sample;
import io.ucmbilling.simulator.examination.UnreadableAnswerException;
import io.ucmbilling.simulator.examination.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks one server:
 *
 * <ol>
 *   <li>Finds out how it wants to be asked. A refused password ends the check, so that no account is locked.
 *   <li>Reads a sample, the first records.
 *   <li>Judges rule after rule. Each asks for something of which the sample tells what is to come.
 *   <li>Reads the sample again. If it has changed meanwhile, what deviates may come of that, and cannot be told.
 * </ol>
 */
public final class Conformance implements AutoCloseable {
    private static final Question FIRST = Question.get("/cdrapi?format=json&numRecords=1");

    private final Target target;
    private final Examination examination;

    public Conformance(Target target) {
        this.target = target;
        this.examination = new Examination(target);
    }

    /**
     * Judges those rules, in their order.
     *
     * @throws CheckException if the server cannot be reached, lets nobody in, or does not know cdrapi
     */
    public Report check(List<Rule> rules) throws CheckException {
        signIn();
        List<Report.Line> lines = new ArrayList<>();
        for (Rule rule : rules) {
            lines.add(new Report.Line(rule, rule.apply(examination)));
        }
        boolean deviating = lines.stream().anyMatch(line -> line.finding().verdict() == Verdict.DEVIATES);
        if (deviating && !isUnchanged()) {
            lines.replaceAll(Report.Line::uncertain);
        }
        return new Report(target.url(), sample(), examination.client().requests(), lines);
    }

    private void signIn() throws CheckException {
        Reply reply;
        try {
            reply = examination.client().signIn(FIRST);
        } catch (IOException e) {
            throw new CheckException(
                    target.url() + " does not answer: " + reason(e) + ". Is it right, and does it need --insecure?");
        }
        if (reply.status() == 403) {
            throw new CheckException("403: this machine's address is not among the Permitted IP(s) of the server.");
        }
        if (reply.status() == 404) {
            throw new CheckException("404: there is no cdrapi at " + target.url() + ".");
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : Excerpts.of(message);
    }

    private boolean isUnchanged() {
        try {
            return examination.isUnchanged();
        } catch (IOException | UnreadableAnswerException e) {
            return true;
        }
    }

    private @Nullable Sample sample() {
        try {
            return examination.sample();
        } catch (IOException | UnreadableAnswerException e) {
            return null;
        }
    }

    @Override
    public void close() {
        examination.close();
    }
}
