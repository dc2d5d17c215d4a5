package io.ucmbilling.simulator.examination;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.RefusedPageException;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.simulator.client.Question;
import io.ucmbilling.simulator.client.Reply;
import io.ucmbilling.simulator.client.SignedClient;
import io.ucmbilling.simulator.client.Target;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One server under examination: asks it what rules need to know. */
public final class Examination implements AutoCloseable {
    /** Behind the sample, so that a record that comes late in front pushes none of it out of an answer. */
    private static final int SLACK = 50;

    private final Target target;
    private final SignedClient client;
    private @Nullable Sample sample;
    private @Nullable Recordings recordings;
    private String lastAsked = "";

    public Examination(Target target) {
        this.target = target;
        this.client = new SignedClient(target);
    }

    public SignedClient client() {
        return client;
    }

    public String lastAsked() {
        return lastAsked;
    }

    public Reply ask(Question question) throws IOException {
        lastAsked = question.toString();
        return client.send(question);
    }

    /** Of {@code /cdrapi}. */
    public Reply cdr(String query) throws IOException {
        return ask(Question.get(query.isEmpty() ? "/cdrapi" : "/cdrapi?" + query));
    }

    /** Of {@code /recapi}. */
    public Reply rec(String query) throws IOException {
        return ask(Question.get(query.isEmpty() ? "/recapi" : "/recapi?" + query));
    }

    /** Records of {@code /cdrapi} in JSON. */
    public List<CdrRecord> records(String query) throws IOException, UnreadableAnswerException {
        return records(Format.JSON, cdr("format=json&" + query));
    }

    /** The same, as many as the sample and a few more. */
    public List<CdrRecord> matching(String query) throws IOException, UnreadableAnswerException {
        return records(query + "&numRecords=" + most());
    }

    /** How many records an answer that is compared with the sample is asked to hold. */
    public int most() {
        return Math.min(1000, target.limits().sample() + SLACK);
    }

    public static List<CdrRecord> records(Format format, Reply reply) throws UnreadableAnswerException {
        return page(format, reply).entries().stream()
                .filter(CdrRecord.class::isInstance)
                .map(CdrRecord.class::cast)
                .toList();
    }

    public static Page page(Format format, Reply reply) throws UnreadableAnswerException {
        if (reply.status() != 200) {
            throw new UnreadableAnswerException(reply, "expected 200 and a page in " + format);
        }
        try {
            return PageReader.read(format, reply.body());
        } catch (UnreadablePageException | RefusedPageException e) {
            throw new UnreadableAnswerException(reply, String.valueOf(e.getMessage()));
        }
    }

    /** Read at the first call. */
    public Sample sample() throws IOException, UnreadableAnswerException {
        Sample known = sample;
        if (known == null) {
            known = readSample();
            sample = known;
        }
        return known;
    }

    /** Whether the sample, read again, is what it was. */
    public boolean isUnchanged() throws IOException, UnreadableAnswerException {
        return sample().plain().equals(readSample().plain());
    }

    private Sample readSample() throws IOException, UnreadableAnswerException {
        int most = target.limits().sample();
        Reply reply = cdr("format=json&numRecords=" + most + "&offset=0");
        List<CdrRecord> records = records(Format.JSON, reply);
        return new Sample(reply, StartTimes.of(records, target.zone()), records.size() < most);
    }

    /** Listed at the first call. */
    public Recordings recordings() throws IOException, UnreadableAnswerException {
        Recordings known = recordings;
        if (known == null) {
            known = Recordings.find(this);
            recordings = known;
        }
        return known;
    }

    @Override
    public void close() {
        client.close();
    }
}
