package io.ucmbilling.contract.query;

import io.ucmbilling.contract.Excerpt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to recapi, read: the four cases of the guide's <i>REC API</i> and what breaks its rules (contract S6). Names are
 * taken apart at {@code @}, but not judged: whether one may be asked for is another's question.
 */
public sealed interface RecQuery {
    /** The directory of a recording unless the request says else (guide, case 4). */
    String DEFAULT_DIRECTORY = "monitor";

    /** Most names in one value. A form body, of 64 KB at most, has room for no more that are a recording's or a directory's. */
    int MOST_NAMES = 4000;

    /** Case 1: the listing of directories. */
    record Directories() implements RecQuery {}

    /**
     * Case 2: the listing of what is in these directories.
     *
     * @param filedirs in their order, as asked; may hold empty ones, as in {@code monitor@}
     */
    record Contents(List<String> filedirs) implements RecQuery {}

    /**
     * Cases 3 and 4: files.
     *
     * @param filenames in their order, as asked; may hold empty ones, as in {@code auto-….wav@}
     */
    record Files(String filedir, List<String> filenames) implements RecQuery {}

    /**
     * Answered 404.
     *
     * @param reason what was found and what was expected, for the log
     */
    record Wrong(String reason) implements RecQuery {}

    /**
     * Reads the variables of a query and of a form body. They count together. Beside what the guide forbids, wrong are
     * an unknown variable (a misspelt {@code filename} would be answered with a listing that passes for a recording), a
     * broken percent escape, an {@code &} too many, as in cdrapi, and more than {@link #MOST_NAMES} names.
     *
     * @param query raw, as it stands in the request target; null: none
     * @param body raw form; null: none
     */
    static RecQuery parse(@Nullable String query, @Nullable String body) {
        RequestParameters parameters = new RequestParameters(query, body);
        List<String> filedirs = new ArrayList<>();
        List<String> filenames = new ArrayList<>();
        String fault = parameters.fault();
        for (RequestParameters.Variable variable : parameters.all()) {
            String value = variable.value();
            if (value == null) {
                continue; // told by the fault
            }
            if (variable.name().equalsIgnoreCase("filedir")) {
                filedirs.add(value);
            } else if (variable.name().equalsIgnoreCase("filename")) {
                filenames.add(value);
            } else {
                fault = first(fault, "found " + Excerpt.of(variable.name()) + ", expected filedir or filename");
            }
        }
        fault = first(fault, wrong("filedir", filedirs));
        fault = first(fault, wrong("filename", filenames));
        return fault == null ? of(filedirs, filenames) : new Wrong(fault);
    }

    private static RecQuery of(List<String> filedirs, List<String> filenames) {
        if (filenames.isEmpty()) {
            return filedirs.isEmpty() ? new Directories() : new Contents(names(filedirs.getFirst()));
        }
        String filedir = filedirs.isEmpty() ? DEFAULT_DIRECTORY : filedirs.getFirst();
        return filedir.contains("@")
                ? new Wrong("filedir: found several beside filename, expected one")
                : new Files(filedir, names(filenames.getFirst()));
    }

    private static List<String> names(String joined) {
        return List.of(joined.split("@", -1));
    }

    private static @Nullable String wrong(String name, List<String> values) {
        if (values.size() > 1) {
            return name + ": found twice, expected once";
        }
        if (values.contains("")) {
            return name + ": found nothing, expected a value";
        }
        long names = 1
                + values.stream()
                        .flatMapToInt(String::chars)
                        .filter(c -> c == '@')
                        .count();
        return names > MOST_NAMES ? name + ": found " + names + " names, expected " + MOST_NAMES + " at most" : null;
    }

    private static @Nullable String first(@Nullable String fault, @Nullable String next) {
        return fault == null ? next : fault;
    }
}
