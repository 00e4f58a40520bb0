package dev.stagedoor.assets.internal.replay;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.stagedoor.assets.internal.files.Folders;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.recording.RecordingId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The copy of a recording on the node that made it.
 *
 * @param id which
 * @param folder where
 */
public record LocalRecording(RecordingId id, Path folder) {
    private static final String UNFINISHED = ".tmp";
    private static final Comparator<String> PLAYLIST_LAST = Comparator.<String, Boolean>comparing(
                    RecordingKeys.PLAYLIST::equals)
            .thenComparing(Comparator.naturalOrder());

    /**
     * @param root the folder of local recordings
     * @param id which
     * @return the copy; empty when there is none, or only what is left of one that was being dropped
     */
    public static Optional<LocalRecording> find(Path root, RecordingId id) {
        Path folder = root.resolve(id.toString());
        return Files.isDirectory(folder, NOFOLLOW_LINKS)
                        && Files.isRegularFile(folder.resolve(RecordingKeys.PLAYLIST), NOFOLLOW_LINKS)
                ? Optional.of(new LocalRecording(id, folder))
                : Optional.empty();
    }

    /**
     * Deletes the copy, its playlist first, so that what an interruption leaves is not taken for a recording.
     *
     * @param root the folder of local recordings
     * @param id which
     * @throws IOException when something cannot be deleted
     */
    public static void drop(Path root, RecordingId id) throws IOException {
        Path folder = root.resolve(id.toString());
        if (Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            Files.deleteIfExists(folder.resolve(RecordingKeys.PLAYLIST));
            Folders.delete(folder);
        }
    }

    /**
     * @return its files in the order in which they are to be stored, the playlist last
     * @throws IOException when the folder cannot be read
     */
    public List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> Files.isRegularFile(path, NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .filter(name -> AssetKey.isKey(name) && !name.endsWith(UNFINISHED))
                    .sorted(PLAYLIST_LAST)
                    .toList();
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }
}
