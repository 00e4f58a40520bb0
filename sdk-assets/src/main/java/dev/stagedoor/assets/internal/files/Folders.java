package dev.stagedoor.assets.internal.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.stagedoor.core.asset.AssetKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is done to whole folders. */
public final class Folders {
    private Folders() {}

    /**
     * Has the disk confirm which names a folder holds, where the system knows how.
     *
     * @param folder a folder
     */
    static void confirm(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException systemCannot) {
            return; // such as Windows, which needs no such call
        }
    }

    /**
     * Deletes a folder and all below it. Links are deleted, not followed. What is put into it meanwhile stays.
     *
     * @param folder a folder, there or not
     * @return how many files with names of ours there were
     * @throws IOException when something cannot be deleted
     */
    public static int delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            return 0;
        }
        int count = 0;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                count += Files.isDirectory(child, NOFOLLOW_LINKS) ? delete(child) : deleteFile(child);
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return count;
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        deleteIfEmpty(folder);
        return count;
    }

    private static int deleteFile(Path file) throws IOException {
        boolean counts =
                Files.isRegularFile(file, NOFOLLOW_LINKS) && AssetKey.isKey(String.valueOf(file.getFileName()));
        return Files.deleteIfExists(file) && counts ? 1 : 0;
    }

    /** Deletes folders from here upwards as long as they are empty; the root stays. */
    static void deleteEmptyUpTo(Path root, Path folder) throws IOException {
        Path path = folder;
        while (path != null && !path.equals(root) && path.startsWith(root) && deleteIfEmpty(path)) {
            path = path.getParent();
        }
    }

    private static boolean deleteIfEmpty(Path folder) throws IOException {
        try {
            return Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException somethingCame) {
            return false;
        }
    }
}
