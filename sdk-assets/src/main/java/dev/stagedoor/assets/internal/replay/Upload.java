package dev.stagedoor.assets.internal.replay;

import dev.stagedoor.assets.FileAssetSource;
import dev.stagedoor.assets.internal.files.Sha256;
import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.core.recording.RecordingException;
import java.io.IOException;
import java.util.Optional;

/** Takes a local recording to the store. What is there already, byte for byte, is not sent again; the playlist comes last, so a half-stored one never plays. */
public final class Upload {
    private final AssetStore store;
    private final LocalRecording recording;

    /**
     * @param store where to
     * @param recording what
     */
    public Upload(AssetStore store, LocalRecording recording) {
        this.store = store;
        this.recording = recording;
    }

    /**
     * @return how many bytes are stored, all verified
     * @throws IOException when a local file cannot be read
     */
    public long run() throws IOException {
        long bytes = 0;
        for (String name : recording.files()) {
            bytes += store(name);
        }
        if (bytes == 0) {
            throw new RecordingException("recording " + recording.id() + " has no bytes", false, null, null);
        }
        return bytes;
    }

    private long store(String name) throws IOException {
        AssetKey key = RecordingKeys.file(recording.id(), name);
        FileAssetSource source = FileAssetSource.of(recording.folder().resolve(name));
        if (!isStored(key, source)) {
            store.put(key, source);
        }
        return source.bytes();
    }

    private boolean isStored(AssetKey key, FileAssetSource source) throws IOException {
        Optional<AssetStat> stat = store.stat(key);
        if (stat.isEmpty() || stat.orElseThrow().bytes() != source.bytes()) {
            return false;
        }
        Optional<AssetContent> content = store.read(key, 0, Long.MAX_VALUE);
        if (content.isEmpty()) {
            return false;
        }
        try (AssetContent stored = content.orElseThrow()) {
            return Sha256.of(stored.body()).equals(source.sha256());
        }
    }
}
