package dev.stagedoor.assets.internal.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers the type of a file whose name does not tell it, in a hidden file beside it. A line names size and time of the file it is about, so that a crash
 * between writing note and file leaves the type of the file that is there.
 */
final class TypeNote {
    private TypeNote() {}

    /** {@return the note's place} */
    static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".type");
    }

    static Optional<String> read(Path file, BasicFileAttributes attributes) {
        String mark = mark(attributes.size(), attributes.lastModifiedTime().toMillis());
        return lines(file).stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .reduce((earlier, later) -> later);
    }

    /** Adds what the file will be to what is said of the file that is still there. */
    static void write(Path file, long size, long millis, String contentType, Path temporary) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
            read(file, now)
                    .ifPresent(type ->
                            lines.add(mark(now.size(), now.lastModifiedTime().toMillis()) + type));
        }
        lines.add(mark(size, millis) + contentType.replaceAll("\\R", " "));
        Files.write(temporary, lines, StandardCharsets.UTF_8);
        Files.move(temporary, beside(file), ATOMIC_MOVE, REPLACE_EXISTING);
    }

    static void drop(Path file) throws IOException {
        Files.deleteIfExists(beside(file));
    }

    private static List<String> lines(Path file) {
        try {
            Path note = beside(file);
            return Files.isRegularFile(note, NOFOLLOW_LINKS) ? Files.readAllLines(note) : List.of();
        } catch (IOException unreadable) {
            return List.of(); // the name still says what it is
        }
    }

    private static String mark(long size, long millis) {
        return size + " " + millis + " ";
    }
}
