package dev.stagedoor.assets.internal.replay;

import dev.stagedoor.assets.internal.files.Folder;
import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import java.io.IOException;
import java.util.Optional;

/**
 * Files of recordings: of this node's own copy where there is one, else from the store.
 *
 * @param local the folder of local recordings
 * @param store where recordings stay
 */
public record ReplayFiles(Folder local, AssetStore store) {
    private static final int LONGEST_PLAYLIST = 16 * 1024 * 1024;

    /**
     * @param target which
     * @return the file, or empty
     */
    public Optional<AssetStat> stat(Target target) {
        return local.stat(target.localKey()).or(() -> store.stat(target.storedKey()));
    }

    /**
     * @param target which
     * @param from the first byte
     * @param length the most bytes
     * @return the part, or empty when there is no such file
     */
    public Optional<AssetContent> read(Target target, long from, long length) {
        return local.read(target.localKey(), from, length).or(() -> store.read(target.storedKey(), from, length));
    }

    /**
     * @param target a playlist
     * @return its bytes, or empty
     * @throws IOException when reading breaks off
     */
    public Optional<byte[]> playlist(Target target) throws IOException {
        Optional<AssetContent> found = read(target, 0, Long.MAX_VALUE);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (AssetContent content = found.orElseThrow()) {
            if (content.length() > LONGEST_PLAYLIST) {
                throw new AssetException(target.storedKey() + " is too long for a playlist", false, null);
            }
            return Optional.of(content.body().readNBytes(LONGEST_PLAYLIST));
        }
    }
}
