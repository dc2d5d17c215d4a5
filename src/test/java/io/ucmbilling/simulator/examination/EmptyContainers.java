package io.ucmbilling.simulator.examination;

import io.ucmbilling.contract.Format;
import io.ucmbilling.simulator.client.Reply;
import org.jspecify.annotations.Nullable;

/** Answers without a record: 200 with the header line, the root or the array alone (guide, <i>Note</i>; contract S2). */
public final class EmptyContainers {
    private EmptyContainers() {}

    public static String expected(Format format) {
        return switch (format) {
            case CSV -> "200 and the header line alone";
            case XML -> "200 and <root></root>";
            case JSON -> "200 and an empty array under cdr or cdr_root";
        };
    }

    /** How it differs from an empty answer in that format; null: it is one. */
    public static @Nullable String difference(Format format, Reply reply) {
        if (reply.status() != 200) {
            return reply.toString();
        }
        String text = reply.text().strip();
        boolean empty = switch (format) {
            case CSV -> text.startsWith("AcctId,") && text.lines().count() == 1;
            case XML -> text.replaceAll("\\s", "").equals("<root></root>");
            case JSON -> text.replaceAll("\\s", "").matches("\\{\"(cdr|cdr_root)\":\\[]}");
        };
        return empty ? null : reply + ": " + Excerpts.of(text);
    }
}
