package io.ucmbilling.store.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.testing.database.Database;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL finds by the condition on a list of patterns is what {@link NumberPattern#matches} says (contract S2). */
class PatternConditionIT {
    private static final Database DATABASE = Database.fresh();
    private static final String[] PIECES = {"1", "2", "0", "a", "A", "%", "\\", "é", "😀", "+", "-", " "};

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30, 500})
    void findsExactlyWhatThePatternsMatch(int most) throws SQLException {
        Random random = new Random(most);
        List<String> values =
                Stream.generate(() -> value(random, 7)).limit(400).distinct().toList();
        for (int round = 0; round < 60; round++) {
            List<NumberPattern> patterns = Stream.generate(() -> pattern(random))
                    .limit(1 + random.nextInt(most))
                    .toList();
            assertThat(found(patterns, values))
                    .as("%s", patterns)
                    .containsExactlyElementsOf(new TreeSet<>(values.stream()
                            .filter(value -> patterns.stream().anyMatch(pattern -> pattern.matches(value)))
                            .toList()));
        }
    }

    /** A set for each place of the literals: {@code 12@}, {@code @12}, {@code 1@2}, {@code _12}, {@code 1_2}, {@code ___}. */
    @Test
    void findsExactlyWhatManyWildcardsOfOneShapeMatch() throws SQLException {
        Random random = new Random(5);
        List<String> values =
                Stream.generate(() -> value(random, 5)).limit(600).distinct().toList();
        for (String shape :
                List.of("xx@", "@xx", "x@x", "_xx", "x_x@_x", "___", "_@", "xx_", "@_x_", "x@_x_", "@x@x@")) {
            List<NumberPattern> patterns = Stream.generate(
                            () -> (NumberPattern) new NumberPattern.Wildcard(filled(shape, random)))
                    .limit(40)
                    .toList();
            assertThat(found(patterns, values))
                    .as("%s", patterns)
                    .containsExactlyElementsOf(new TreeSet<>(values.stream()
                            .filter(value -> patterns.stream().anyMatch(pattern -> pattern.matches(value)))
                            .toList()));
        }
    }

    @Test
    void looksAtNothingIfAnyPatternMatchesEverything() throws SQLException {
        Sql sql = new Sql();
        new PatternCondition(List.of(new NumberPattern.Exact("1"), new NumberPattern.Wildcard("@@"))).on("v", sql);

        assertThat(sql).hasToString("");
        assertThat(found(List.of(), List.of("1", ""))).as("of no pattern").isEmpty();
    }

    /** Six thousand ranges, or wildcards in a few shapes, are looked at by as much text as ten. */
    @Test
    void growsNoLongerWithTheList() {
        assertThat(text(6_000)).isEqualTo(text(10)).contains("nummultirange");
    }

    private static String text(int items) {
        List<NumberPattern> patterns = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            patterns.add(new NumberPattern.Exact("" + i));
            patterns.add(new NumberPattern.Wildcard((1_000_000 + i) + "@"));
            patterns.add(new NumberPattern.Wildcard("@@" + (1_000_000 + i)));
            patterns.add(new NumberPattern.Wildcard("_" + (1_000_000 + i)));
            patterns.add(new NumberPattern.Range(BigInteger.valueOf(3L * i), BigInteger.valueOf(3L * i + 1)));
        }
        Sql sql = new Sql();
        new PatternCondition(patterns).on("v", sql);
        return sql.toString();
    }

    private static List<String> found(List<NumberPattern> patterns, List<String> values) throws SQLException {
        Sql sql = new Sql().addArray("SELECT v FROM unnest(?) AS given (v) WHERE true", "text", values.toArray());
        new PatternCondition(patterns).on("v", sql);
        List<String> found = new ArrayList<>();
        try (Connection connection = DATABASE.dataSource().getConnection();
                PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found.stream().sorted().toList();
    }

    private static NumberPattern pattern(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new NumberPattern.Exact(value(random, 5));
            case 1 -> {
                long low = random.nextInt(300);
                yield new NumberPattern.Range(
                        BigInteger.valueOf(low), BigInteger.valueOf(low - 3 + random.nextInt(12)));
            }
            default ->
                new NumberPattern.Wildcard(
                        value(random, 5).replace('0', '@').replace('2', random.nextBoolean() ? '_' : '@'));
        };
    }

    private static String filled(String shape, Random random) {
        return shape.chars()
                .mapToObj(c -> c == 'x' ? PIECES[random.nextInt(PIECES.length)] : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String value(Random random, int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> PIECES[random.nextInt(random.nextBoolean() ? 3 : PIECES.length)])
                .collect(Collectors.joining());
    }
}
