package dev.stagedoor.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks on dependencies between modules that ArchUnit has no words for. */
final class Conditions {

    private Conditions() {}

    static ArchCondition<JavaClass> knowOnlyAllowedModules() {
        return dependencyCondition("know only the modules they may know", dependency -> {
            Optional<Module> from = moduleOf(dependency.getOriginClass());
            Optional<Module> to = moduleOf(dependency.getTargetClass());
            return from.isPresent() && to.isPresent() && !from.get().mayKnow(to.get());
        });
    }

    static ArchCondition<JavaClass> stayOutOfForeignInternals() {
        return dependencyCondition("stay out of other modules' internal packages", dependency -> {
            JavaClass target = dependency.getTargetClass();
            Optional<Module> to = moduleOf(target);
            return to.isPresent()
                    && isInternal(target.getPackageName())
                    && !to.equals(moduleOf(dependency.getOriginClass()));
        });
    }

    static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package that is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(
                            item, item.getName() + " lives in a package without @NullMarked in its package-info"));
                }
            }
        };
    }

    static boolean isInternal(String packageName) {
        return (packageName + ".").contains(".internal.");
    }

    private static Optional<Module> moduleOf(JavaClass type) {
        return Module.ofPackage(type.getPackageName());
    }

    private static ArchCondition<JavaClass> dependencyCondition(String description, Predicate<Dependency> forbidden) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(forbidden)
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }
}
