package dev.stagedoor.architecture;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a shipped module's {@code module-info} promises. */
final class ModuleDescriptors {

    private ModuleDescriptors() {}

    /** The descriptor of the module as the build made it, from its classes or its jar on the class path. */
    static Optional<ModuleDescriptor> of(Module module) {
        return entriesOfTheClassPath(module).stream()
                .flatMap(entry -> ModuleFinder.of(entry).findAll().stream())
                .map(ModuleReference::descriptor)
                .filter(descriptor -> !descriptor.isAutomatic())
                .findFirst();
    }

    static List<String> breaches(Module module, ModuleDescriptor descriptor) {
        List<String> breaches = new ArrayList<>();
        descriptor.exports().stream()
                .filter(exports -> !exports.isQualified() && Conditions.isInternal(exports.source()))
                .forEach(exports -> breaches.add("exports internal package " + exports.source()));
        descriptor.opens().stream()
                .filter(opens -> !opens.isQualified())
                .forEach(opens -> breaches.add("opens " + opens.source() + " to everybody"));
        descriptor.packages().stream()
                .filter(name -> Module.ofPackage(name).filter(module::equals).isEmpty())
                .filter(name -> name.startsWith("dev.stagedoor"))
                .forEach(name -> breaches.add("has package " + name + " outside " + module.packageRoot()));
        if (descriptor.isOpen()) {
            breaches.add("is an open module");
        }
        if (descriptor.exports().isEmpty()) {
            breaches.add("exports nothing");
        }
        return breaches;
    }

    private static List<Path> entriesOfTheClassPath(Module module) {
        String target = "/" + module.folder() + "/target/";
        return Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> entry.replace('\\', '/').contains(target))
                .map(Path::of)
                .toList();
    }
}
