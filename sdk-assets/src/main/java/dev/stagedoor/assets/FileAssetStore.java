package dev.stagedoor.assets;

import dev.stagedoor.assets.internal.files.Depot;
import dev.stagedoor.assets.internal.files.Disk;
import dev.stagedoor.assets.internal.files.Folder;
import dev.stagedoor.assets.internal.files.Incoming;
import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetSource;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Keeps files in a folder. A file is written aside, confirmed by the disk, read back and compared, and then renamed in one step, so a crash or a full disk
 * leaves the old file or the new one and nothing between. Links in the folder are neither followed nor listed. Hidden files (names that begin with a dot)
 * are the store's own.
 *
 * <p>Safe for use by many threads, and by several processes on a shared folder.
 */
public final class FileAssetStore implements AssetStore {
    private final Folder folder;
    private final Depot depot;

    private FileAssetStore(Folder folder, Depot depot) {
        this.folder = folder;
        this.depot = depot;
    }

    /**
     * Opens a folder, makes it if need be, and clears out what interrupted uploads left in it.
     *
     * @param root the folder
     * @return the store
     * @throws AssetException when the folder cannot be made or written to
     */
    public static FileAssetStore open(Path root) {
        return open(root, InstantSource.system());
    }

    /**
     * Opens a folder, makes it if need be, and clears out what interrupted uploads left in it.
     *
     * @param root the folder
     * @param clock tells when a file was stored
     * @return the store
     * @throws AssetException when the folder cannot be made or written to
     */
    public static FileAssetStore open(Path root, InstantSource clock) {
        try {
            Folder folder = new Folder(Files.createDirectories(root).toRealPath());
            return new FileAssetStore(folder, new Depot(folder, new Incoming(folder.root(), clock), clock));
        } catch (IOException broken) {
            throw new AssetException(
                    "cannot open " + root + " for files: " + broken
                            + ". It must be a folder that this process may write to",
                    false,
                    broken);
        }
    }

    @Override
    public String name() {
        return "files";
    }

    /**
     * {@inheritDoc}
     *
     * <p>A {@link FileAssetSource} on the same file system is linked instead of copied: the caller may delete its file afterwards, but must not change it.
     */
    @Override
    public AssetStat put(AssetKey key, AssetSource source) {
        try {
            return depot.put(key, source);
        } catch (IOException broken) {
            String why = Disk.wasFull(folder.root(), broken).orElse(String.valueOf(broken));
            throw new AssetException("cannot store " + key + ": " + why + "; nothing was stored", true, broken);
        }
    }

    @Override
    public Optional<AssetStat> stat(AssetKey key) {
        return folder.stat(key);
    }

    @Override
    public Optional<AssetContent> read(AssetKey key, long from, long length) {
        return folder.read(key, from, length);
    }

    @Override
    public boolean delete(AssetKey key) {
        try {
            return depot.delete(key);
        } catch (IOException broken) {
            throw new AssetException("cannot delete " + key + ": " + broken, true, broken);
        }
    }

    @Override
    public int deleteFolder(AssetKey key) {
        try {
            return depot.deleteFolder(key);
        } catch (IOException broken) {
            throw new AssetException("cannot delete all below " + key + ": " + broken, true, broken);
        }
    }

    @Override
    public List<AssetStat> list(AssetKey key, Optional<AssetKey> after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        try {
            return folder.list(key, after, limit);
        } catch (IOException broken) {
            throw new AssetException("cannot list " + key + ": " + broken, true, broken);
        }
    }

    @Override
    public void close() {
        // every file is closed by whoever opened it
    }
}
