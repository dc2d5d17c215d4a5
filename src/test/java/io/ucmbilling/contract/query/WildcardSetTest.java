package io.ucmbilling.contract.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.query.NumberPattern.Wildcard;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract S2: many wildcards mean what each of them means. */
class WildcardSetTest {
    private static final String[] PIECES = {"@", "@", "_", "1", "2", "a", "é", "😀", "-"};

    /** Long enough for the states to go over several words. */
    @Test
    void matchesWhatAnyOfItsWildcardsMatches() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            List<Wildcard> wildcards = Stream.generate(() -> new Wildcard(text(random, 6)))
                    .limit(random.nextInt(60))
                    .toList();
            WildcardSet set = new WildcardSet(wildcards);
            for (String value : List.of(value(random), value(random), value(random))) {
                assertThat(set.matches(value))
                        .as("%s of %s", value, wildcards)
                        .isEqualTo(wildcards.stream().anyMatch(wildcard -> matches(wildcard, value)));
            }
        }
    }

    @Test
    void matchesNothingWithoutWildcards() {
        assertThat(new WildcardSet(List.of()).matches("")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"@@@1, @1", "1@@, 1@", "@_@_@, __@", "_@1_@, _@1_@", "@_1, _@1", "1_2, 1_2", "@@@@, @"})
    void aWildcardHasOneSimplestForm(String text, String simplest) {
        assertThat(new Wildcard(text).simplified()).isEqualTo(new Wildcard(simplest));
    }

    @Test
    void theSimplestFormMatchesTheSame() {
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            Wildcard wildcard = new Wildcard(text(random, 8));
            String value = value(random);
            assertThat(wildcard.simplified().matches(value))
                    .as("%s of %s", value, wildcard)
                    .isEqualTo(matches(wildcard, value));
        }
    }

    /** Tells it by a regular expression. */
    private static boolean matches(Wildcard wildcard, String value) {
        String regex = Pattern.quote(wildcard.text()).replace("@", "\\E.*\\Q").replace("_", "\\E.\\Q");
        return Pattern.compile(regex, Pattern.DOTALL).matcher(value).matches();
    }

    private static String value(Random random) {
        return text(random, 8).replace("@", "1").replace("_", "2");
    }

    private static String text(Random random, int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> PIECES[random.nextInt(PIECES.length)])
                .collect(Collectors.joining());
    }
}
