package io.ucmbilling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The import rule: a room imports only lower floors, never its own floor, never upward. */
class RoomsTest {
    private static final List<List<String>> FLOORS = List.of(
            List.of("call", "contract", "settings"),
            List.of("access", "ucm", "store", "reading"),
            List.of("collection", "recording"),
            List.of("cdrapi", "billing", "report"));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ucmbilling");

    @Test
    void importOnlyLowerFloors() {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String room : FLOORS.get(floor)) {
                String[] forbidden = FLOORS.subList(floor, FLOORS.size()).stream()
                        .flatMap(List::stream)
                        .filter(other -> !other.equals(room))
                        .map(other -> "io.ucmbilling." + other + "..")
                        .toArray(String[]::new);
                noClasses()
                        .that()
                        .resideInAPackage("io.ucmbilling." + room + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden)
                        .allowEmptyShould(true)
                        .check(classes);
            }
        }
    }

    @Test
    void formNoCycle() {
        slices().matching("io.ucmbilling.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void areModulesThatShowOnlyTheirPublicTypes() {
        ApplicationModules.of(Application.class).verify();
    }

    @Test
    void pureRoomsKnowNoSpring() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ucmbilling.call..", "io.ucmbilling.contract..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..")
                .check(classes);
    }
}
