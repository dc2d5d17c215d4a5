package io.ucmbilling;

import static com.tngtech.archunit.base.DescribedPredicate.doNot;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The import rule: a room imports only lower floors, never its own floor, never upward. */
class RoomsTest {
    private static final String ROOT = "io.ucmbilling.";

    /** The families, from the lowest floor up. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("call", "contract", "settings", "telemetry"),
            List.of("access", "ucm", "store", "normalisation"),
            List.of("collection", "recording", "calls"),
            List.of("cdrapi", "billing", "report", "startup", "shutdown", "watching"));

    /** The rooms of each family that has several, from the lowest floor up. */
    private static final List<List<List<String>>> INNER_FLOORS = List.of(
            List.of(
                    List.of("contract"),
                    List.of("contract.query", "contract.page"),
                    List.of("contract.json"),
                    List.of("contract.format")),
            List.of(List.of("access"), List.of("access.client", "access.password")),
            List.of(
                    List.of("ucm.site"),
                    List.of("ucm.tls"),
                    List.of("ucm.http"),
                    List.of("ucm.transport"),
                    List.of("ucm")),
            List.of(
                    List.of("store.database"),
                    List.of("store.row", "store.partition", "store.archive", "store.audit", "store.report"),
                    List.of("store.site", "store.erased"),
                    List.of(
                            "store.intake",
                            "store.census",
                            "store.ledger",
                            "store.collection",
                            "store.watch",
                            "store.mailing"),
                    List.of("store.serving", "store.erasure", "store.retention")),
            List.of(
                    List.of("collection.plan"),
                    List.of("collection.walk", "collection.comparison"),
                    List.of("collection.paging"),
                    List.of("collection.ledger"),
                    List.of("collection")),
            List.of(
                    List.of("calls.call", "calls.mask"),
                    List.of("calls.source"),
                    List.of("calls.sums"),
                    List.of("calls.table"),
                    List.of("calls.view"),
                    List.of("calls.query"),
                    List.of("calls.usage", "calls.leg", "calls.erasure", "calls.report"),
                    List.of("calls.retention"),
                    List.of("calls")),
            List.of(
                    List.of("recording.name", "recording.cache"),
                    List.of("recording.download"),
                    List.of("recording.standing"),
                    List.of("recording"),
                    List.of("recording.http")),
            List.of(
                    List.of("cdrapi.connection"),
                    List.of("cdrapi.export"),
                    List.of("cdrapi.page", "cdrapi.recapi"),
                    List.of("cdrapi.api"),
                    List.of("cdrapi")),
            List.of(
                    List.of("billing.problem"),
                    List.of("billing.query", "billing.answer"),
                    List.of("billing.call"),
                    List.of("billing.admission"),
                    List.of("billing.audit", "billing.feed", "billing.usage"),
                    List.of("billing.recording", "billing.day", "billing.list", "billing.collection"),
                    List.of("billing")),
            List.of(
                    List.of("report.user"),
                    List.of("report.page", "report.provider"),
                    List.of("report.filter"),
                    List.of("report.export"),
                    List.of("report.mail"),
                    List.of(
                            "report.call",
                            "report.download",
                            "report.mailing",
                            "report.overview",
                            "report.fleet",
                            "report.audit",
                            "report.signin"),
                    List.of("report")));

    /** Rooms that no other family may know. */
    private static final List<String> WITHIN_THEIR_FAMILY = List.of(
            "ucm.tls",
            "ucm.http",
            "ucm.transport",
            "collection.plan",
            "collection.walk",
            "collection.comparison",
            "collection.paging",
            "recording.cache",
            "recording.download",
            "cdrapi.connection",
            "cdrapi.export",
            "cdrapi.page",
            "cdrapi.recapi",
            "cdrapi.api",
            "billing.problem",
            "billing.query",
            "billing.answer",
            "billing.call",
            "billing.admission",
            "billing.audit",
            "billing.recording",
            "billing.day",
            "billing.list",
            "billing.collection",
            "billing.feed",
            "billing.usage",
            "report.user",
            "report.page",
            "report.provider",
            "report.filter",
            "report.export",
            "report.mail",
            "report.call",
            "report.download",
            "report.mailing",
            "report.overview",
            "report.fleet",
            "report.audit",
            "report.signin");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ucmbilling");

    @Test
    void importOnlyLowerFloors() {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String family : FLOORS.get(floor)) {
                importsNone(ROOT + family + "..", others(FLOORS, floor, family, ".."));
            }
        }
    }

    @Test
    void importOnlyLowerFloorsWithinTheirFamily() {
        for (List<List<String>> family : INNER_FLOORS) {
            for (int floor = 0; floor < family.size(); floor++) {
                for (String room : family.get(floor)) {
                    importsNone(ROOT + room, others(family, floor, room, ""));
                }
            }
        }
    }

    @Test
    void haveAFloorEach() {
        Set<String> rooms =
                classes.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        rooms.remove("io.ucmbilling");
        for (List<List<String>> family : INNER_FLOORS) {
            family.forEach(floor -> floor.forEach(room -> rooms.remove(ROOT + room)));
        }
        FLOORS.forEach(floor -> floor.forEach(family -> rooms.remove(ROOT + family)));
        assertThat(rooms).as("rooms without a floor").isEmpty();
    }

    @Test
    void thatAreAFamilysOwnAreKnownToNoOther() {
        for (String room : WITHIN_THEIR_FAMILY) {
            String family = ROOT + room.substring(0, room.indexOf('.')) + "..";
            noClasses()
                    .that(doNot(resideInAnyPackage(family)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + room)
                    .check(classes);
        }
    }

    @Test
    void formNoCycle() {
        slices().matching("io.ucmbilling.(**)").should().beFreeOfCycles().check(classes);
    }

    /** Within a family Java's own rule holds: what is not public is not seen. */
    @Test
    void areModulesThatShowOnlyTheirPublicTypes() {
        ApplicationModules.of(Application.class).verify();
    }

    @Test
    void pureRoomsKnowNoSpring() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ucmbilling.call..", "io.ucmbilling.contract..", "io.ucmbilling.calls.call..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..")
                .check(classes);
    }

    /** Returns the floor of a family, 0 the lowest. */
    static int floor(String family) {
        return IntStream.range(0, FLOORS.size())
                .filter(floor -> FLOORS.get(floor).contains(family))
                .findFirst()
                .orElseThrow();
    }

    private void importsNone(String room, String... forbidden) {
        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(classes);
    }

    /** All rooms of a floor and above it but the room itself. */
    private static String[] others(List<List<String>> floors, int floor, String room, String suffix) {
        return floors.subList(floor, floors.size()).stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(room))
                .map(other -> ROOT + other + suffix)
                .toArray(String[]::new);
    }
}
