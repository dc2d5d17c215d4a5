package io.ucmbilling.simulator.rule;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.simulator.client.Reply;
import io.ucmbilling.simulator.examination.EmptyContainers;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import io.ucmbilling.simulator.examination.Sample;
import io.ucmbilling.simulator.examination.UnreadableAnswerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Rules of numRecords and offset (contract S3, U6). */
final class PagingRules {
    private static final int PAGE = 7;
    private static final int PAGES = 4;
    private static final int MOST = 1000;
    /** Records that may come in while the check runs. */
    private static final int FEW = 20;

    private PagingRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("records-limit", "numRecords=n gives n records", "guide, numRecords", PagingRules::limit),
                rule("records-zero", "numRecords=0 gives none", "guide, numRecords", PagingRules::zero),
                rule(
                        "records-default",
                        "without numRecords as many as with 1000",
                        "guide, numRecords",
                        PagingRules::byDefault),
                rule("records-maximum", "more than 1000 count as 1000", "contract S2", PagingRules::maximum),
                rule("offset", "offset=n skips n records", "guide, offset", PagingRules::offset),
                rule("offset-beyond", "the page behind the last is empty", "contract S3", PagingRules::beyond),
                rule(
                        "paging-walk",
                        "pages make the whole, nothing twice or left out",
                        "guide, query 5",
                        PagingRules::walk));
    }

    private static Rule rule(String id, String says, String source, Rule.Judge judge) {
        return new Rule(id, Area.PAGING, says, source, judge);
    }

    private static Reply page(Examination examination, long size, long offset) throws IOException {
        return examination.cdr("format=json&numRecords=" + size + "&offset=" + offset);
    }

    /** Items may count instead of legs (contract U6). */
    private static boolean holds(Page page, int size) {
        return page.entries().size() == size || page.items() == size;
    }

    private static String size(Page page) {
        int legs = page.entries().size();
        return legs == page.items() ? legs + " records" : legs + " records in " + page.items() + " calls";
    }

    private static Finding limit(Examination examination) throws IOException, UnreadableAnswerException {
        if (examination.sample().size() <= PAGE * 2) {
            return Finding.unknown("fewer than " + (PAGE * 2 + 1) + " records");
        }
        Reply reply = page(examination, PAGE, 0);
        Page page = Examination.page(Format.JSON, reply);
        return Finding.of(holds(page, PAGE), reply.question(), size(page), PAGE + " records");
    }

    private static Finding zero(Examination examination) throws IOException, UnreadableAnswerException {
        if (examination.sample().size() == 0) {
            return Finding.unknown("there is no record");
        }
        Reply reply = page(examination, 0, 0);
        Page page = Examination.page(Format.JSON, reply);
        return Finding.of(page.isEmpty(), reply.question(), size(page), "no record");
    }

    private static Finding byDefault(Examination examination) throws IOException, UnreadableAnswerException {
        Reply told = examination.cdr("format=json&numRecords=" + MOST);
        Reply untold = examination.cdr("format=json");
        List<CdrRecord> expected = Examination.records(Format.JSON, told);
        List<CdrRecord> found = Examination.records(Format.JSON, untold);
        return Finding.of(
                continues(expected, found),
                untold.question(),
                found.size() + " records",
                expected.size() + " records, as with 1000");
    }

    /** Whether the same was found, and at most a few more behind it. */
    private static boolean continues(List<?> expected, List<?> found) {
        return found.size() >= expected.size()
                && found.size() <= expected.size() + FEW
                && found.subList(0, expected.size()).equals(expected);
    }

    private static Finding maximum(Examination examination) throws IOException, UnreadableAnswerException {
        Reply thousand = examination.cdr("format=json&numRecords=" + MOST);
        Reply reply = examination.cdr("format=json&numRecords=" + 4 * MOST);
        Page expected = Examination.page(Format.JSON, thousand);
        Page found = Examination.page(Format.JSON, reply);
        boolean same = found.items() - expected.items() <= (holds(expected, MOST) ? 0 : FEW)
                && continues(expected.entries(), found.entries());
        return same && !holds(expected, MOST)
                ? Finding.unknown("fewer than " + (MOST + 1) + " records: " + size(found) + " for " + 4 * MOST)
                : Finding.of(same, reply.question(), size(found), size(expected) + ", as with 1000");
    }

    private static Finding offset(Examination examination) throws IOException, UnreadableAnswerException {
        List<CdrRecord> sample = examination.sample().plain();
        if (sample.size() <= PAGE * 3) {
            return Finding.unknown("fewer than " + (PAGE * 3 + 1) + " records");
        }
        Page first = Examination.page(Format.JSON, page(examination, PAGE, 0));
        int skipped = first.items() == PAGE ? first.entries().size() : PAGE;
        Reply reply = page(examination, PAGE, PAGE);
        List<CdrRecord> found = Examination.records(Format.JSON, reply);
        boolean right = !found.isEmpty()
                && (found.getFirst().equals(sample.get(PAGE))
                        || found.getFirst().equals(sample.get(skipped)));
        return Finding.of(
                right,
                reply.question(),
                found.isEmpty() ? "no record" : place(sample, found.getFirst()),
                "number " + (PAGE + 1) + " first");
    }

    private static String place(List<CdrRecord> sample, CdrRecord record) {
        int place = sample.indexOf(record);
        return place < 0 ? "another record first" : "number " + (place + 1) + " first";
    }

    private static Finding beyond(Examination examination) throws IOException {
        Reply reply = page(examination, PAGE, 100_000_000);
        String wrong = EmptyContainers.difference(Format.JSON, reply);
        return Finding.of(
                wrong == null,
                reply.question(),
                Objects.requireNonNullElse(wrong, "an empty page"),
                EmptyContainers.expected(Format.JSON));
    }

    /** Steps by legs or by items, whichever the server counts by the look of its first page. */
    private static Finding walk(Examination examination) throws IOException, UnreadableAnswerException {
        Sample sample = examination.sample();
        int size = Math.max(1, Math.min(50, sample.size() / (PAGES + 1)));
        if (sample.size() < PAGES * 2) {
            return Finding.unknown("fewer than " + PAGES * 2 + " records");
        }
        List<CdrRecord> walked = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            walked.addAll(Examination.records(Format.JSON, page(examination, size, (long) i * size)));
        }
        int known = Math.min(walked.size(), sample.size());
        boolean same =
                walked.subList(0, known).equals(sample.plain().subList(0, known)) && walked.size() >= PAGES * size;
        long twice = walked.size() - walked.stream().distinct().count();
        return Finding.of(
                same,
                examination.lastAsked(),
                walked.size() + " records in " + PAGES + " pages, " + twice + " of them twice",
                "the first " + PAGES * size + " records or more, in their order");
    }
}
