package dev.stagedoor.server.replay;

import dev.stagedoor.assets.AssetRecordingProvider;
import dev.stagedoor.assets.FileAssetStore;
import dev.stagedoor.assets.ReplayEndpoint;
import dev.stagedoor.assets.ReplayTokens;
import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.server.config.ServerConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/** Where recordings are: made in one folder of this node, kept in an asset store, played from here. */
public final class Replays implements AutoCloseable {

    private final Path folder;
    private final AssetStore store;
    private final ReplayTokens tokens;
    private final RecordingProvider provider;
    private final InstantSource clock;

    private Replays(Path folder, AssetStore store, ReplayTokens tokens, URI url, InstantSource clock) {
        this.folder = folder;
        this.store = store;
        this.tokens = tokens;
        this.provider = new AssetRecordingProvider(folder, store, tokens, url);
        this.clock = clock;
    }

    /** Opens folder and store below the data directory. */
    public static Replays open(ServerConfig config, URI url, String secret, InstantSource clock) {
        Path data = config.dataDirectory();
        AssetStore store = FileAssetStore.open(data.resolve("assets"), clock);
        ReplayTokens tokens = new ReplayTokens(secret.getBytes(StandardCharsets.UTF_8));
        return new Replays(data.resolve("recordings"), store, tokens, url, clock);
    }

    /** Where recordings of this node are made. */
    public Path folder() {
        return folder;
    }

    /** Where recordings and pictures stay. */
    public AssetStore store() {
        return store;
    }

    /** What the platform asks. */
    public RecordingProvider provider() {
        return provider;
    }

    /** Serves HLS, asking that platform's gate again. */
    public ReplayEndpoint endpoint(StreamingPlatform platform) {
        return ReplayEndpoint.builder(folder, store, tokens)
                .gate(new GateForReplays(platform))
                .clock(clock)
                .build();
    }

    @Override
    public void close() {
        provider.close();
        store.close();
    }
}
