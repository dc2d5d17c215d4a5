package io.ucmbilling.simulator.rule;

import io.ucmbilling.simulator.client.Reply;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.Excerpts;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Recordings;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import io.ucmbilling.simulator.examination.UnreadableAnswerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rules of recapi's listings (guide, <i>REC API</i>, cases 1 and 2). */
final class ListingRules {
    private static final String MISSING = "no-such-directory";

    private ListingRules() {}

    static List<Rule> rules() {
        return List.of(
                rule(
                        "listing",
                        "recapi alone lists the directories in csv",
                        "guide, recapi case 1",
                        ListingRules::directories),
                rule(
                        "listing-header",
                        "a listing begins with " + Recordings.HEADER,
                        "contract S6",
                        ListingRules::header),
                rule("listing-directory", "filedir lists a directory", "guide, recapi case 2", ListingRules::directory),
                rule("listing-several", "@ parts several directories", "guide, recapi case 2", ListingRules::several),
                rule(
                        "listing-missing",
                        "a directory that is not there is 404, or lists nothing",
                        "guide, recapi case 2",
                        ListingRules::missing),
                rule("listing-empty", "an empty filedir is 404", "guide, recapi note", e -> status(e, "filedir=")),
                rule(
                        "listing-repeated",
                        "filedir given twice is 404",
                        "guide, recapi note",
                        e -> status(e, "filedir=monitor&filedir=monitor")));
    }

    private static Rule rule(String id, String says, String source, Rule.Judge judge) {
        return new Rule(id, Area.RECORDINGS, says, source, judge);
    }

    private static Finding directories(Examination examination) throws IOException {
        Reply reply = examination.rec("");
        return Finding.of(
                reply.status() == 200 && reply.mediaType().equals("text/csv"),
                reply.question(),
                reply + "",
                "200 text/csv");
    }

    private static Finding header(Examination examination) throws IOException {
        Reply reply = examination.rec("");
        String first = reply.text().lines().findFirst().orElse("");
        return Finding.of(first.equals(Recordings.HEADER), reply.question(), Excerpts.of(first), Recordings.HEADER);
    }

    private static Finding directory(Examination examination) throws IOException, UnreadableAnswerException {
        List<String> directories = examination.recordings().directories();
        if (directories.isEmpty()) {
            return Finding.unknown("no directory is listed");
        }
        Reply reply = examination.rec("filedir=" + Recordings.encoded(directories.getFirst()));
        return Finding.of(
                reply.status() == 200 && startsEachLine(reply, directories.getFirst()),
                reply.question(),
                reply + "",
                "200 and lines of that directory");
    }

    private static boolean startsEachLine(Reply reply, String directory) throws UnreadableAnswerException {
        return Recordings.rows(reply).stream().allMatch(row -> row.startsWith(directory + ","));
    }

    /** Line by line what each gives alone. */
    private static Finding several(Examination examination) throws IOException, UnreadableAnswerException {
        List<String> directories = examination.recordings().directories();
        if (directories.size() < 2) {
            return Finding.unknown("fewer than two directories are listed");
        }
        List<String> expected = new ArrayList<>();
        for (String directory : directories.subList(0, 2)) {
            expected.addAll(Recordings.rows(examination.rec("filedir=" + Recordings.encoded(directory))));
        }
        Reply reply = examination.rec("filedir=" + Recordings.encoded(String.join("@", directories.subList(0, 2))));
        return Finding.of(
                reply.status() == 200 && Recordings.rows(reply).containsAll(expected),
                reply.question(),
                reply + "",
                "200 and the lines of both, " + expected.size());
    }

    /** Nothing says which of the two: firmware does the one or the other. */
    private static Finding missing(Examination examination) throws IOException {
        Reply reply = examination.rec("filedir=" + MISSING);
        boolean nothing = reply.status() == 200 && reply.text().strip().equals(Recordings.HEADER);
        return Finding.of(
                reply.status() == 404 || nothing,
                reply.question(),
                reply + "",
                "404, or 200 and " + Recordings.HEADER + " alone");
    }

    static Finding status(Examination examination, String query) throws IOException {
        Reply reply = examination.rec(query);
        return Finding.of(reply.status() == 404, reply.question(), reply + "", "404");
    }
}
