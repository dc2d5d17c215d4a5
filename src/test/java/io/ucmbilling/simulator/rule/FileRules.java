package io.ucmbilling.simulator.rule;

import io.ucmbilling.simulator.client.Question;
import io.ucmbilling.simulator.client.Reply;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.Excerpts;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Recordings;
import io.ucmbilling.simulator.examination.Recordings.Entry;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import io.ucmbilling.simulator.examination.UnreadableAnswerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rules of recapi's files (guide, <i>REC API</i>, cases 3 and 4). Of each only the beginning is read. */
final class FileRules {
    private static final String NONE = "no-such-file.wav";
    private static final String WAV = "200 audio/wav with its length, beginning with RIFF";
    private static final int COMPARED = 4096;

    private FileRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("file", "filedir and filename give the wav", "guide, recapi case 3", FileRules::file),
                rule("file-monitor", "filename alone looks in monitor", "guide, recapi case 4", FileRules::monitor),
                rule(
                        "file-several",
                        "@ parts several names: they come as a tar",
                        "guide, recapi case 3",
                        FileRules::several),
                rule(
                        "file-one-of-several",
                        "the one that is there comes as wav",
                        "guide, recapi case 3",
                        FileRules::oneOfSeveral),
                rule(
                        "file-missing",
                        "a file that is not there is 404",
                        "guide, recapi case 3",
                        e -> ListingRules.status(e, "filedir=monitor&filename=" + NONE)),
                rule(
                        "file-directories",
                        "several directories beside a name are 404",
                        "guide, recapi case 3",
                        FileRules::directories),
                rule(
                        "file-empty",
                        "an empty filename is 404",
                        "guide, recapi note",
                        e -> ListingRules.status(e, "filedir=monitor&filename=")),
                rule("file-repeated", "filename given twice is 404", "guide, recapi note", FileRules::repeated),
                rule("file-skipped", "a name with .. is skipped", "guide, recapi note", FileRules::skipped),
                rule("file-post", "POST takes the variables as a form", "guide, recapi note", FileRules::post),
                rule("file-head", "HEAD answers as GET, without the body", "contract S6", FileRules::head),
                rule("file-range", "Range gives that part of the file", "contract S6", FileRules::range));
    }

    private static Rule rule(String id, String says, String source, Rule.Judge judge) {
        return new Rule(id, Area.RECORDINGS, says, source, judge);
    }

    /** Judges by a recording that is there. */
    private interface ByRecording {
        Finding judge(Entry entry) throws IOException, UnreadableAnswerException;
    }

    private static Finding with(Examination examination, ByRecording judge)
            throws IOException, UnreadableAnswerException {
        Optional<Entry> one = examination.recordings().one();
        return one.isEmpty() ? Finding.unknown("no recording is listed") : judge.judge(one.get());
    }

    private static boolean isWav(Reply reply) {
        return reply.status() == 200
                && reply.mediaType().equals("audio/wav")
                && new String(reply.body(), 0, Math.min(4, reply.body().length), StandardCharsets.ISO_8859_1)
                        .equals("RIFF");
    }

    private static Finding wav(Reply reply) {
        return Finding.of(isWav(reply), reply.question(), reply + "", WAV);
    }

    private static Finding file(Examination examination) throws IOException, UnreadableAnswerException {
        return with(examination, entry -> {
            Reply reply = examination.rec(entry.query());
            boolean measured = reply.header("Content-Length").size() == 1;
            return Finding.of(isWav(reply) && measured, reply.question(), reply + (measured ? "" : ", no length"), WAV);
        });
    }

    private static Finding monitor(Examination examination) throws IOException, UnreadableAnswerException {
        Optional<String> name = examination.recordings().files().stream()
                .flatMap(entry -> entry.belowMonitor().stream())
                .findFirst();
        return name.isEmpty()
                ? Finding.unknown("no recording is listed in monitor")
                : wav(examination.rec("filename=" + Recordings.encoded(name.get())));
    }

    private static Finding several(Examination examination) throws IOException, UnreadableAnswerException {
        Optional<List<Entry>> two = examination.recordings().two();
        if (two.isEmpty()) {
            return Finding.unknown("no directory lists two recordings");
        }
        Reply reply = examination.rec(two.get().getFirst().query() + "@"
                + Recordings.encoded(two.get().getLast().name()));
        String name = String.join("", reply.header("Content-Disposition"));
        boolean tar = reply.body().length > 262
                && new String(reply.body(), 257, 5, StandardCharsets.ISO_8859_1).equals("ustar");
        return Finding.of(
                reply.status() == 200 && tar && name.matches(".*[0-9]{10}\\.tar.*"),
                reply.question(),
                reply + (tar ? ", a tar" : ", no tar") + ", " + Excerpts.of(name),
                "200 and a tar, named [timestamp].tar");
    }

    private static Finding oneOfSeveral(Examination examination) throws IOException, UnreadableAnswerException {
        return with(examination, entry -> wav(examination.rec(entry.query() + "@" + NONE)));
    }

    private static Finding directories(Examination examination) throws IOException, UnreadableAnswerException {
        return with(
                examination,
                entry -> ListingRules.status(
                        examination,
                        "filedir=" + Recordings.encoded(entry.directory()) + "@meetme&filename="
                                + Recordings.encoded(entry.name())));
    }

    private static Finding repeated(Examination examination) throws IOException, UnreadableAnswerException {
        return with(
                examination,
                entry -> ListingRules.status(
                        examination, entry.query() + "&filename=" + Recordings.encoded(entry.name())));
    }

    private static Finding skipped(Examination examination) throws IOException, UnreadableAnswerException {
        return with(
                examination,
                entry -> wav(examination.rec("filedir=" + Recordings.encoded(entry.directory()) + "&filename=x..wav@"
                        + Recordings.encoded(entry.name()))));
    }

    private static Finding post(Examination examination) throws IOException, UnreadableAnswerException {
        return with(examination, entry -> wav(examination.ask(Question.post("/recapi", entry.query()))));
    }

    private static Finding head(Examination examination) throws IOException, UnreadableAnswerException {
        return with(examination, entry -> {
            Reply get = examination.rec(entry.query());
            Reply head = examination.ask(Question.head("/recapi?" + entry.query()));
            boolean same = head.header("Content-Length").equals(get.header("Content-Length"));
            return Finding.of(
                    head.status() == get.status() && same && head.body().length == 0,
                    head.question(),
                    head + (same ? "" : ", another length"),
                    get.status() + " and the length of GET");
        });
    }

    private static Finding range(Examination examination) throws IOException, UnreadableAnswerException {
        return with(examination, entry -> {
            Reply whole = examination.rec(entry.query());
            Reply part =
                    examination.ask(Question.get("/recapi?" + entry.query()).with("Range: bytes=4-" + (COMPARED - 1)));
            int end = Math.min(COMPARED, whole.body().length);
            byte[] expected = Arrays.copyOfRange(whole.body(), Math.min(4, end), end);
            return Finding.of(
                    part.status() == 206 && Arrays.equals(part.body(), expected),
                    part.question(),
                    part + "",
                    "206 and bytes 4 to " + (end - 1));
        });
    }
}
