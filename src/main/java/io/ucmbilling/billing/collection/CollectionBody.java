package io.ucmbilling.billing.collection;

import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.query.Formats;
import io.ucmbilling.billing.query.ValueFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a request for a collection. It is read strictly, and checked in this order: its size and form, unknown members, the
 * values in the order of the body, members that are missing, that from is not after to.
 */
@Schema(name = "CollectionRequest")
record CollectionBody(
        @Schema(
                description =
                        "In the site's zone, inclusive: not before the first day that is collected of the site, not"
                                + " after today.",
                example = "2026-03-01")
        LocalDate from,

        @Schema(
                description = "In the site's zone, exclusive: at most tomorrow. The same as from: no day.",
                example = "2026-03-03")
        LocalDate to) {
    private static final int MOST_BYTES = 4096;
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final SortedSet<String> KNOWN = new TreeSet<>(List.of(FROM, TO));
    private static final ValueFormat<LocalDate> DATE = Formats.date();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A member as it came, an object or a list without what is in it. */
    private record Member(String name, String value, boolean isText) {}

    static CollectionBody read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw malformed("found more than " + MOST_BYTES + " bytes, expected at most so many");
        }
        List<Member> members = members(text(bytes));
        for (Member member : members) {
            if (!KNOWN.contains(member.name())) {
                throw new ProblemException(Problem.unknownParameter(member.name(), member.value(), KNOWN));
            }
        }
        return of(members);
    }

    private static CollectionBody of(List<Member> members) {
        LocalDate from = null;
        LocalDate to = null;
        for (Member member : members) {
            boolean isFrom = member.name().equals(FROM);
            if ((isFrom ? from : to) != null) {
                throw wrong(member, "the member once");
            }
            LocalDate date = date(member);
            from = isFrom ? date : from;
            to = isFrom ? to : date;
        }
        if (from == null || to == null) {
            throw new ProblemException(Problem.missing(from == null ? FROM : TO, DATE.expected()));
        }
        if (from.isAfter(to)) {
            throw new ProblemException(
                    Problem.wrongValue(TO, to.toString(), "a date that is not before from, " + from));
        }
        return new CollectionBody(from, to);
    }

    private static LocalDate date(Member member) {
        if (!member.isText()) {
            throw wrong(member, "a text with " + DATE.expected());
        }
        return DATE.reader().read(member.value()).orElseThrow(() -> wrong(member, DATE.expected()));
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("found bytes that are no UTF-8");
        }
    }

    private static List<Member> members(String text) {
        List<Member> members = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("found something else, expected an object with from and to");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                members.add(new Member(name, parser.getString(), token == JsonToken.VALUE_STRING));
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw malformed("found more behind the object, expected its end");
            }
        } catch (JacksonException e) {
            throw malformed("found no proper JSON, expected an object with from and to");
        }
        return members;
    }

    private static ProblemException wrong(Member member, String expected) {
        return new ProblemException(Problem.wrongValue(member.name(), member.value(), expected));
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(Problem.malformed("the body: " + what));
    }
}
