package io.ucmbilling.testing.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.TimeBound;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies of the simulated UCM, against the fixtures and against the gateway's reader. */
class PageTextTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @ParameterizedTest
    @CsvSource({
        "guide-example.json, 1, JSON",
        "guide-example.csv, 1, CSV",
        "guide-example.xml, 1, XML",
        "gen1/clid-special.xml, 1, XML",
        "gen2/recorded.json, 2, JSON",
        "gen3/ring-group.json, 3, JSON",
        "gen3/clid-special.json, 3, JSON",
        "gen4/nested-right.json, 4, JSON",
        "gen4/queue.json, 4, JSON"
    })
    void writesTheFixturesByteForByte(String file, int generation, Format format) throws Exception {
        assertThat(ask(pbxOf(file, generation), CdrQuery.all(format), null)).isEqualTo(Samples.text(file));
    }

    @ParameterizedTest
    @CsvSource({
        "gen1.csv,1,CSV",
        "gen1.xml,1,XML",
        "gen1.json,1,JSON",
        "gen2.json,2,JSON",
        "gen3.json,3,JSON",
        "gen4.json,4,JSON"
    })
    void writesTheEmptyContainerOfItsGeneration(String file, int generation, Format format) throws Exception {
        assertThat(ask(silent(generation), CdrQuery.all(format), null)).isEqualTo(Samples.text("empty/" + file));
    }

    @ParameterizedTest
    @CsvSource({"cdr-root.json, CDR_ROOT", "cdr-root-status.json, CDR_ROOT_STATUS", "response-cdr-root.json, RESPONSE"})
    void wrapsAsTheNewerApiDoes(String file, SimulatedUcmBuilder.Wrapping wrapping) throws Exception {
        String name = "newer-api/" + file;
        assertThat(ask(pbxOf(name, 4), CdrQuery.all(Format.JSON), wrapping))
                .isEqualTo(Samples.text(name).strip());
    }

    /** Asked from the middle of a call on, the containers hold neighbours' legs (contract U3). */
    @Test
    void mixesNeighboursWhereThePageCutsACall() throws Exception {
        Pbx pbx = pbxOf("gen4/nested-right.json", 4);
        TimeBound from = new TimeBound.At(Instant.parse("2025-09-15T09:05:00Z"));

        assertThat(ask(pbx, CdrQuery.all(Format.JSON).between(from, null), null))
                .isEqualTo(Samples.text("gen4/nested-rotated.json"));
        assertThat(ask(pbx, CdrQuery.all(Format.JSON).page(2, 1000), null))
                .isEqualTo(Samples.text("gen4/nested-rotated.json"));
    }

    @ParameterizedTest
    @CsvSource({"1,JSON", "1,XML", "1,CSV", "2,JSON", "2,XML", "2,CSV", "3,JSON", "4,JSON", "5,JSON", "5,XML"})
    void isReadAsItWasShown(int generation, Format format) throws Exception {
        Pbx pbx = Pbx.seeded(generation).generation(generation).build();
        pbx.advance(Duration.ofDays(2));

        Page page = PageReader.read(format, ask(pbx, CdrQuery.all(format), null).getBytes(StandardCharsets.UTF_8));

        assertThat(pbx.shown()).hasSizeBetween(50, 1000);
        assertThat(page.entries()).containsExactlyInAnyOrderElementsOf(pbx.shown());
    }

    private static String ask(Pbx pbx, CdrQuery query, SimulatedUcmBuilder.@Nullable Wrapping wrapping) {
        AnswerBodies pages = new AnswerBodies(pbx, CLOCK, Paging.SEEN, wrapping);
        return new String(pages.body(query.format(), pages.find(query)), StandardCharsets.UTF_8);
    }

    private static Pbx silent(int generation) {
        return Pbx.seeded(0)
                .callsPerHour(0)
                .generation(generation)
                .zone("Europe/London")
                .build();
    }

    private static Pbx pbxOf(String file, int generation) throws Exception {
        Pbx pbx = silent(generation);
        pbx.add(Samples.sample(file).page().entries().toArray(CdrRecord[]::new));
        return pbx;
    }
}
