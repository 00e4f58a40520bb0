package dev.stagedoor.assets.internal.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

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
        if (!target.file().equals(RecordingKeys.MULTIVARIANT)) {
            return whole(target);
        }
        Target media = new Target(target.recordingId(), RecordingKeys.PLAYLIST);
        Optional<byte[]> found = whole(media);
        return found.map(bytes ->
                Multivariant.of(new String(bytes, UTF_8), beside(media)).getBytes(UTF_8));
    }

    private Multivariant.Beside beside(Target playlist) {
        return new Multivariant.Beside() {
            @Override
            public Optional<byte[]> bytes(String file) {
                try {
                    return whole(new Target(playlist.recordingId(), file));
                } catch (IOException broken) {
                    return Optional.empty();
                }
            }

            @Override
            public Optional<Long> size(String file) {
                return stat(new Target(playlist.recordingId(), file)).map(AssetStat::bytes);
            }
        };
    }

    private Optional<byte[]> whole(Target target) throws IOException {
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
