package dev.stagedoor.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.module.ModuleDescriptor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ModuleDescriptorsTest {

    @TestFactory
    Stream<DynamicTest> a_shipped_module_describes_itself_and_exports_nothing_internal() {
        return Arrays.stream(Module.values())
                .filter(Module::shipped)
                .map(module -> dynamicTest(module.folder(), () -> {
                    ModuleDescriptor descriptor = ModuleDescriptors.of(module)
                            .orElseThrow(() -> new AssertionError(module.folder() + " has no module-info"));
                    assertThat(ModuleDescriptors.breaches(module, descriptor)).isEmpty();
                }));
    }

    @Test
    void an_exported_internal_package_is_reported() {
        ModuleDescriptor descriptor = ModuleDescriptor.newModule("planted")
                .packages(Set.of("dev.stagedoor.core.internal"))
                .exports("dev.stagedoor.core.internal")
                .build();

        assertThat(ModuleDescriptors.breaches(Module.CORE, descriptor))
                .containsExactly("exports internal package dev.stagedoor.core.internal");
    }

    @Test
    void a_package_of_another_room_is_reported() {
        ModuleDescriptor descriptor = ModuleDescriptor.newModule("planted")
                .packages(Set.of("dev.stagedoor.core.api", "dev.stagedoor.elsewhere"))
                .exports("dev.stagedoor.core.api")
                .build();

        assertThat(ModuleDescriptors.breaches(Module.CORE, descriptor))
                .containsExactly("has package dev.stagedoor.elsewhere outside dev.stagedoor.core");
    }
}
