package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The stub mappings in {@code src/test/resources/wiremock} are what this client reads of a UCM of that generation. */
@Timeout(60)
class StubMappingsTest {
    private static final String NAME = "2026-05/auto-1777636800-1000-1004.wav";

    /** A folder, and the samples whose legs its page holds. */
    enum Folder {
        GENERATION_1("internal-answered", "inbound-sip-trunk-answered", "outbound-failed", "inbound-fxo", "conference"),
        GENERATION_2(
                "internal-answered",
                "inbound-sip-trunk-answered",
                "outbound-failed-before-trunk",
                "recorded",
                "trunk-to-trunk"),
        GENERATION_3("internal-answered", "ring-group", "transfer", "voicemail", "utf8-names"),
        GENERATION_4("nested-rotated", "queue", "follow-me", "recordings"),
        HTTPS_API("cdr-root", "cdr-root-status", "response-cdr-root");

        private final List<String> samples;

        Folder(String... samples) {
            this.samples = List.of(samples);
        }

        WireMockUcm start(UnaryOperator<SiteDraft> change) {
            String folder = name().toLowerCase(Locale.ROOT).replace('_', '-');
            Site.Api api = this == HTTPS_API ? Site.Api.HTTPS : Site.Api.LEGACY;
            return WireMockUcm.of(folder, site -> change.apply(site.api(api)));
        }

        /** AcctId, start, caller and callee of each leg. */
        List<String> legs() {
            String folder = this == HTTPS_API ? "newer-api/" : "gen" + name().charAt(name().length() - 1) + "/";
            return samples.stream()
                    .flatMap(name -> Samples.sample(folder + name + ".json").legs().stream())
                    .map(leg -> leg.path("acctId").asString() + " "
                            + leg.path("uniqueid").asString() + " " + text(leg, "callerNumber") + " "
                            + text(leg, "callee"))
                    .toList();
        }

        private static String text(JsonNode leg, String name) {
            return leg.path(name).asString("");
        }
    }

    private static List<String> read(WireMockUcm ucm, Format format) throws UcmFault {
        List<String> legs = new ArrayList<>();
        for (var entry : ucm.pages().page(CdrQuery.all(format)).entries()) {
            CdrRecord record = (CdrRecord) entry;
            legs.add(String.join(
                    " ",
                    Stream.of(Field.ACCT_ID, Field.UNIQUEID, Field.SRC, Field.DST)
                            .map(record::text)
                            .toList()));
        }
        return legs;
    }

    @ParameterizedTest
    @EnumSource(Folder.class)
    void readsTheLegsOfEachGeneration(Folder folder) throws UcmFault {
        try (WireMockUcm ucm = folder.start(site -> site)) {
            assertThat(read(ucm, Format.JSON)).containsExactlyInAnyOrderElementsOf(folder.legs());
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void readsTheGuidesGenerationInEachFormat(Format format) throws UcmFault {
        try (WireMockUcm ucm = Folder.GENERATION_1.start(site -> site.format(format))) {
            assertThat(read(ucm, format)).containsExactlyInAnyOrderElementsOf(Folder.GENERATION_1.legs());
        }
    }

    @ParameterizedTest
    @EnumSource(Folder.class)
    void comesToAnEmptyPage(Folder folder) throws UcmFault {
        try (WireMockUcm ucm = folder.start(site -> site)) {
            assertThat(ucm.pages()
                            .page(CdrQuery.all(Format.JSON).page(1000, 1000))
                            .isEmpty())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Folder.class)
    void hasARecordingAndNoOther(Folder folder) throws UcmFault {
        try (WireMockUcm ucm = folder.start(site -> site)) {
            try (RemoteFile file = ucm.recapi().open("monitor", NAME, 0).orElseThrow()) {
                assertThat(RecapiSite.read(file)).hasSize(204).startsWith('R', 'I', 'F', 'F');
            }
            assertThat(ucm.recapi().open("monitor", "none.wav", 0)).isEmpty();
            assertThat(ucm.recapi().directories()).asString().startsWith("Directory,Filename\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"GENERATION_1, 401", "HTTPS_API, status -37 to login"})
    void refusesAWrongPassword(Folder folder, String told) {
        try (WireMockUcm ucm = folder.start(site -> site.login("cdrapi", "wrong"))) {
            UcmFault fault = ucm.fault();
            assertThat(fault.kind()).isEqualTo(FaultKind.LOGIN_REFUSED);
            assertThat(fault).hasMessageContaining(told);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "empty-response, BROKEN_OFF",
        "malformed-chunk, BROKEN_OFF",
        "random-data, BROKEN_OFF",
        "reset, BROKEN_OFF",
        "forbidden, ACCESS_DENIED",
        "not-offered, NOT_OFFERED",
        "busy, TOLD_TO_WAIT",
        "broken, SERVER_ERROR",
        "portal, REDIRECTED",
        "html, WRONG_CONTENT_TYPE",
        "half, MALFORMED",
        "invalid-parameters, API_ERROR"
    })
    void tellsEachMishap(String path, FaultKind kind) {
        try (WireMockUcm ucm = WireMockUcm.of("errors", site -> site.at(site.url() + "/" + path))) {
            assertThat(ucm.fault().kind()).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "login-restricted, LOGIN_REFUSED",
        "login-forbidden, LOGIN_REFUSED",
        "too-frequent, TOLD_TO_WAIT",
        "invalid-parameters, API_ERROR"
    })
    void tellsEachRefusalOfTheHttpsApi(String path, FaultKind kind) {
        try (WireMockUcm ucm = WireMockUcm.of(
                "errors", site -> site.at(site.url() + "/" + path).api(Site.Api.HTTPS))) {
            assertThat(ucm.fault().kind()).isEqualTo(kind);
        }
    }
}
