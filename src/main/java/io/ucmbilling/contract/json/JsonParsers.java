package io.ucmbilling.contract.json;

import io.ucmbilling.contract.Excerpt;
import io.ucmbilling.contract.StorableText;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Parsers over parts of a body, and where their tokens stand in it. One a page: the names that a parser learns by heart are
 * forgotten with it, so that one UCM's names cost no other's pages anything.
 */
final class JsonParsers {
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(PageBounds.DEEPEST)
            .maxStringLength(PageBounds.LONGEST_VALUE)
            .build();

    private final JsonFactory json = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(CONSTRAINTS)
            .build();

    JsonParser parser(PageBytes pageBytes, int from, int to) {
        return json.createParser(ObjectReadContext.empty(), pageBytes.parseable(), from, to - from);
    }

    /** Returns the place in the body where the parser's token begins. The parser began at the place base. */
    static int begin(JsonParser parser, int base) {
        return base + (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Returns the place behind what the parser has read so far. */
    static int end(JsonParser parser, int base) {
        return base + (int) parser.currentLocation().getByteOffset();
    }

    /** Returns what a string means whose quotes stand at both ends of a part. */
    String string(PageBytes pageBytes, int from, int to) {
        String text = JsonStrings.unescaped(pageBytes.parseable(), from + 1, to - 1);
        if (text != null) {
            return text;
        }
        try (JsonParser parser = parser(pageBytes, from, to)) {
            parser.nextToken();
            return parser.getString();
        }
    }

    /** Returns the same as text, with U+FFFD for what no text can hold. */
    String decoded(PageBytes pageBytes, int from, int to) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), pageBytes.text(from, to))) {
            parser.nextToken();
            return StorableText.of(parser.getString());
        }
    }

    /** Returns what Jackson found, on one line and without whole phone numbers. */
    static String reason(JacksonException fault) {
        return Excerpt.masked(fault.getOriginalMessage());
    }
}
