package dev.stagedoor.server.thumbnail;

import dev.stagedoor.assets.BytesAssetSource;
import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.server.recording.CapturedPictures;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures of classes in the asset store. What an instructor uploads is public; what was captured from the broadcast shows the class itself and is only for those
 * whom the gate lets in. Safe for use by many threads.
 */
public final class Thumbnails implements CapturedPictures {

    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
    private static final String JPEG = "image/jpeg";

    private final AssetStore store;

    /** Keeps pictures there. */
    public Thumbnails(AssetStore store) {
        this.store = store;
    }

    /** Where a picture comes from. */
    enum Origin {
        UPLOADED,
        CAPTURED
    }

    private static AssetKey key(StreamId streamId, Origin origin) {
        return new AssetKey("thumbnails/" + streamId + (origin == Origin.UPLOADED ? "/uploaded.jpg" : "/captured.jpg"));
    }

    /** A picture that failed to be kept is no reason to disturb a class. */
    @Override
    public void captured(StreamId streamId, byte[] jpeg) {
        try {
            store.put(key(streamId, Origin.CAPTURED), new BytesAssetSource(jpeg, JPEG));
        } catch (AssetException fault) {
            LOG.warn("the captured picture of stream {} could not be kept", streamId, fault);
        }
    }

    /**
     * Keeps what an instructor uploaded.
     *
     * @throws AssetException when the store fails; the picture before stays
     */
    void upload(StreamId streamId, byte[] jpeg) {
        store.put(key(streamId, Origin.UPLOADED), new BytesAssetSource(jpeg, JPEG));
    }

    void removeUpload(StreamId streamId) {
        store.delete(key(streamId, Origin.UPLOADED));
    }

    /** {@return the picture's bytes, or empty} */
    Optional<byte[]> find(StreamId streamId, Origin origin) {
        try {
            Optional<AssetContent> found = store.read(key(streamId, origin), 0, Integer.MAX_VALUE);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (AssetContent content = found.get()) {
                return Optional.of(content.body().readAllBytes());
            }
        } catch (AssetException | IOException fault) {
            LOG.warn("the picture of stream {} could not be read", streamId, fault);
            return Optional.empty();
        }
    }

    /** Forgets what was captured from a broadcast whose recording is deleted: it shows the same people. */
    public void forgetCaptured(StreamId streamId) {
        try {
            store.delete(key(streamId, Origin.CAPTURED));
        } catch (AssetException fault) {
            LOG.warn("the captured picture of stream {} could not be deleted", streamId, fault);
        }
    }

    /** Forgets the pictures of a class that is deleted. */
    public void forget(StreamId streamId) {
        try {
            store.deleteFolder(new AssetKey("thumbnails/" + streamId));
        } catch (AssetException fault) {
            LOG.warn("the pictures of stream {} could not be deleted", streamId, fault);
        }
    }
}
