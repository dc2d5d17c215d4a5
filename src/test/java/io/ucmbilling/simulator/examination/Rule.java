package io.ucmbilling.simulator.examination;

import java.io.IOException;

/**
 * One rule of the guide, or of what is known beyond it.
 *
 * @param id such as {@code records-limit}
 * @param says in a few words
 * @param source the guide's section, or a rule of the contract
 */
public record Rule(String id, Area area, String says, String source, Judge judge) {

    /** Judges a server. */
    public interface Judge {
        /** Asks what it needs, and tells what came of it. What it throws is a deviation: no answer came, or none that can be read. */
        Finding judge(Examination examination) throws IOException, UnreadableAnswerException;
    }

    /** What a rule is about, in the order of the report. */
    public enum Area {
        ACCESS,
        FORMATS,
        PAGING,
        FILTERS,
        TIMES,
        WRONG_REQUESTS,
        RECORDINGS;

        /** For people. */
        public String title() {
            return name().charAt(0)
                    + name().substring(1).toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /** Whether the vendor's guide says so itself, rather than what was seen on devices. */
    public boolean isOfTheGuide() {
        return source.startsWith("guide");
    }

    public Finding apply(Examination examination) {
        try {
            return judge.judge(examination);
        } catch (UnreadableAnswerException e) {
            return new Finding(
                    Verdict.DEVIATES,
                    e.question().toString(),
                    String.valueOf(e.getMessage()),
                    "an answer that can be read");
        } catch (IOException e) {
            return new Finding(Verdict.DEVIATES, examination.lastAsked(), "no answer: " + e.getMessage(), "an answer");
        }
    }
}
