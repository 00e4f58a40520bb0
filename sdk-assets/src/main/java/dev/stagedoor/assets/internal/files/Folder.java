package dev.stagedoor.assets.internal.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetStat;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files below a root. Links are no files and no folders here, so nothing outside the root is ever read or written. Safe for use by many threads.
 *
 * @param root the root, a real path
 */
public record Folder(Path root) {
    private static final int ATTEMPTS = 20;
    private static final Set<? extends OpenOption> READ = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);

    /**
     * @param key a name
     * @return where its file is or would be
     */
    public Path path(AssetKey key) {
        Path path = root;
        for (String segment : key.value().split("/")) {
            path = path.resolve(segment);
        }
        return path;
    }

    /**
     * @param key a name
     * @return whether every folder above it is a folder of ours or not there yet
     */
    boolean isBelowFolders(AssetKey key) {
        Path path = root;
        String[] segments = key.value().split("/");
        for (int i = 0; i < segments.length - 1; i++) {
            path = path.resolve(segments[i]);
            if (isInTheWay(path)) {
                return false;
            }
        }
        return true;
    }

    /** One look only: between two the folder may be deleted by somebody else. */
    private static boolean isInTheWay(Path path) {
        try {
            return !Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS)
                    .isDirectory();
        } catch (IOException notThere) {
            return false;
        }
    }

    /**
     * @param key a name
     * @return the file, or empty
     */
    public Optional<AssetStat> stat(AssetKey key) {
        return attributes(key).map(attributes -> stat(key, attributes));
    }

    static AssetStat stat(AssetKey key, BasicFileAttributes attributes) {
        return new AssetStat(
                key,
                attributes.size(),
                attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Optional<BasicFileAttributes> attributes(AssetKey key) {
        if (!isBelowFolders(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAttributes(path(key), BasicFileAttributes.class, NOFOLLOW_LINKS))
                    .filter(BasicFileAttributes::isRegularFile);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException broken) {
            return unreadable(key, broken);
        }
    }

    private static <T> Optional<T> unreadable(AssetKey key, IOException broken) {
        if (broken instanceof FileSystemException known && nameIsTooLong(known)) {
            return Optional.empty();
        }
        throw new AssetException("cannot read " + key + ": " + broken.getMessage(), true, broken);
    }

    private static boolean nameIsTooLong(FileSystemException broken) {
        return String.valueOf(broken.getReason()).toLowerCase(Locale.ROOT).contains("name too long");
    }

    /**
     * Opens a part of a file.
     *
     * @param key a name
     * @param from the first byte, at least 0
     * @param length the most bytes, at least 1
     * @return the part; empty when there is no such file
     */
    public Optional<AssetContent> read(AssetKey key, long from, long length) {
        if (from < 0 || length < 1) {
            throw new IllegalArgumentException("no range: from " + from + ", length " + length);
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<BasicFileAttributes> before = attributes(key);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            Optional<AssetContent> content = open(key, from, length, before.orElseThrow());
            if (content.isPresent()) {
                return content;
            }
        }
        throw new AssetException("cannot read " + key + ": it changes all the time", true, null);
    }

    private Optional<AssetContent> open(AssetKey key, long from, long length, BasicFileAttributes before) {
        String type = TypeNote.read(path(key), before).orElseGet(() -> ContentTypes.of(key.value()));
        SeekableByteChannel file = null;
        boolean given = false;
        try {
            file = Files.newByteChannel(path(key), READ);
            long size = file.size();
            if (size != before.size()
                    || attributes(key).filter(now -> same(now, before)).isEmpty()) {
                return Optional.empty();
            }
            long count = Math.max(0, Math.min(length, size - from));
            AssetContent content = new AssetContent(
                    stat(key, before), type, from, count, new PartStream(file, count == 0 ? 0 : from, count));
            given = true;
            return Optional.of(content);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException broken) {
            return unreadable(key, broken);
        } finally {
            if (!given) {
                closeQuietly(file);
            }
        }
    }

    private static boolean same(BasicFileAttributes one, BasicFileAttributes other) {
        return one.lastModifiedTime().equals(other.lastModifiedTime())
                && Objects.equals(one.fileKey(), other.fileKey());
    }

    private static void closeQuietly(@Nullable SeekableByteChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException nothingWasWritten) {
            return;
        }
    }

    /**
     * @param key a folder
     * @param after only names behind this one
     * @param limit the most to give, at least 1
     * @return the files below it in the order of their names
     * @throws IOException when a folder cannot be read
     */
    public List<AssetStat> list(AssetKey key, Optional<AssetKey> after, int limit) throws IOException {
        if (!isBelowFolders(key) || !Files.isDirectory(path(key), NOFOLLOW_LINKS)) {
            return List.of();
        }
        return new FolderWalk(after.map(AssetKey::value).orElse(""), limit).below(path(key), key.value() + "/");
    }
}
