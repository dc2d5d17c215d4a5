package io.ucmbilling.billing.query;

import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * Cursors that any replica takes (billing contract B1).
 *
 * <ol>
 *   <li>A cursor is the position that it stands for, see {@link SignedBytes}.
 *   <li>The HMAC covers the position and the list that it belongs to: the client, the endpoint, its filters as understood, order and
 *       zone. None of these is in the cursor, so that it says nothing and is as short as the position.
 *   <li>A cursor that was altered, or is shown with another list, has a wrong HMAC and is refused.
 * </ol>
 */
public final class Cursors {
    static final String EXPECTED = "next of the page before, with the same filters, order and zone, of the same client";

    private final SignedBytes signed;

    /** @param key signs the cursors; the same for all replicas, and after a restart */
    public Cursors(Supplier<byte[]> key) {
        this.signed = new SignedBytes(key);
    }

    /**
     * Returns the cursor of a position.
     *
     * @param list what the list is, part by part, spelt in one way only
     */
    public String write(List<String> list, String position) {
        return signed.write(context(list), position.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the position of a cursor, or refuses it. */
    public String read(List<String> list, String cursor) {
        return signed.read(context(list), cursor)
                .map(position -> new String(position, StandardCharsets.UTF_8))
                .orElseThrow(() -> new ProblemException(Problem.wrongValue(Parameter.CURSOR.name(), cursor, EXPECTED)));
    }

    /** Returns the list as one text, which no other list gives. */
    private static String context(List<String> list) {
        StringBuilder context = new StringBuilder();
        list.forEach(part -> context.append(part.length()).append(':').append(part));
        return context.toString();
    }
}
