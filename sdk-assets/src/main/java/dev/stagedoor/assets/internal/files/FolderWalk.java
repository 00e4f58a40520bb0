package dev.stagedoor.assets.internal.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetStat;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists files in the order of their whole names, opening only folders that can hold what is asked for. */
final class FolderWalk {
    private final String after;
    private final int limit;
    private final List<AssetStat> found = new ArrayList<>();

    /**
     * @param after only names behind this one; empty for all
     * @param limit the most to find
     */
    FolderWalk(String after, int limit) {
        this.after = after;
        this.limit = limit;
    }

    /**
     * @param folder where to look
     * @param prefix its name with a slash at the end; empty for the root
     * @return the files
     */
    List<AssetStat> below(Path folder, String prefix) throws IOException {
        for (Entry entry : entries(folder)) {
            if (found.size() >= limit) {
                break;
            }
            String name = prefix + entry.sortName();
            if (entry.attributes().isDirectory()) {
                if (mayHoldMore(name)) {
                    below(entry.path(), name);
                }
            } else if (name.compareTo(after) > 0 && AssetKey.isKey(name)) {
                found.add(Folder.stat(new AssetKey(name), entry.attributes()));
            }
        }
        return found;
    }

    private boolean mayHoldMore(String folder) {
        return after.compareTo(folder) <= 0 || after.startsWith(folder);
    }

    private static List<Entry> entries(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                add(entries, child);
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        entries.sort(Comparator.comparing(Entry::sortName));
        return entries;
    }

    private static void add(List<Entry> entries, Path child) throws IOException {
        String name = String.valueOf(child.getFileName());
        if (!AssetKey.isKey(name)) {
            return;
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(child, BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                entries.add(new Entry(name + "/", child, attributes));
            } else if (attributes.isRegularFile()) {
                entries.add(new Entry(name, child, attributes));
            }
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    /** A folder sorts with its slash, because whole names are compared. */
    private record Entry(String sortName, Path path, BasicFileAttributes attributes) {}
}
