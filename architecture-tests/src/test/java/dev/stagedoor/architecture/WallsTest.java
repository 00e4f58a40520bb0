package dev.stagedoor.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WallsTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/architecture-tests/"))
            .importPackages("dev.stagedoor");

    @TestFactory
    Stream<DynamicTest> the_wall_stands() {
        return Walls.all().stream()
                .map(wall -> dynamicTest(wall.name(), () -> wall.rule().check(PRODUCT)));
    }

    @TestFactory
    Stream<DynamicTest> a_planted_breach_is_reported() {
        return Walls.all().stream()
                .map(wall -> dynamicTest(wall.name(), () -> assertEveryPlantedClassIsReported(wall)));
    }

    @Test
    void all_modules_are_looked_at() {
        assertThat(Arrays.stream(Module.values()).filter(module -> module.shipped()))
                .allSatisfy(module -> assertThat(PRODUCT.that(inModule(module))).isNotEmpty());
    }

    private static void assertEveryPlantedClassIsReported(Wall wall) {
        assertThat(wall.planted()).as("planted breaches of: " + wall).isNotEmpty();
        JavaClasses planted = new ClassFileImporter().importClasses(wall.planted());
        EvaluationResult result = wall.rule().evaluate(planted);
        String report = String.join("\n", result.getFailureReport().getDetails());
        assertThat(wall.planted()).allSatisfy(type -> assertThat(report).contains(type.getName()));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> inModule(
            Module module) {
        return com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(module.packageRoot() + "..");
    }
}
