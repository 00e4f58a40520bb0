package dev.stagedoor.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of the repository, as a person would check them in. */
final class Repository {

    private static final Set<String> NOT_SOURCES = Set.of(".git", "target", "data", ".idea", "node_modules");
    private static final Set<String> BINARY =
            Set.of("png", "jpg", "jpeg", "webp", "ico", "gif", "jar", "bin", "woff2", "mp4", "pcap", "ivf", "ogg");

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /** The repository that this build runs in. */
    static Repository ofThisBuild() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("CONTRIBUTING.md"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException(
                        "no CONTRIBUTING.md above " + Path.of("").toAbsolutePath());
            }
        }
        return new Repository(directory);
    }

    String read(String file) {
        return read(root.resolve(file));
    }

    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }

    List<SourceFile> textFiles() {
        List<SourceFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_SOURCES.contains(String.valueOf(directory.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && isText(file)) {
                        files.add(new SourceFile(
                                root.relativize(file).toString().replace('\\', '/'), Repository.read(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return !name.equals(".git") && !BINARY.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text file by its path from the root of the repository. */
    record SourceFile(String path, String text) {}
}
