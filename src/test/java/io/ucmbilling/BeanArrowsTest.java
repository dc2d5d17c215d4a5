package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** The import rule for beans: a room is given beans of its own family and of lower floors only, whatever their types say. */
class BeanArrowsTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ucmbilling");

    /** A bean: what it is, and the class that makes it. */
    private record Made(JavaClass type, JavaClass by) {}

    @Test
    void comeFromTheSameFamilyOrALowerFloor() {
        assertThat(arrows()).allMatch(BeanArrowsTest::leadsDown);
    }

    @Test
    void areSeenAtAll() {
        assertThat(arrows()).contains("collection -> ucm", "cdrapi -> recording", "recording -> store");
    }

    private List<String> arrows() {
        List<Made> beans = Stream.concat(
                        components().map(component -> new Made(component, component)),
                        beanMethods().map(method -> new Made(method.getRawReturnType(), method.getOwner())))
                .toList();
        return injectionPoints()
                .flatMap(point -> point.getRawParameterTypes().stream()
                        .flatMap(wanted -> beans.stream()
                                .filter(bean -> bean.type().isAssignableTo(wanted.getName()))
                                .map(bean -> family(point.getOwner()) + " -> " + family(bean.by()))))
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<JavaClass> components() {
        return classes.stream().filter(type -> type.isMetaAnnotatedWith(Component.class));
    }

    private Stream<JavaMethod> beanMethods() {
        return classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Bean.class));
    }

    private Stream<JavaCodeUnit> injectionPoints() {
        return Stream.concat(components().flatMap(type -> type.getConstructors().stream()), beanMethods());
    }

    private static String family(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        return names.length < 3 ? "root" : names[2];
    }

    private static boolean leadsDown(String arrow) {
        String[] ends = arrow.split(" -> ");
        return ends[0].equals(ends[1]) || ends[1].equals("root") || RoomsTest.floor(ends[1]) < RoomsTest.floor(ends[0]);
    }
}
