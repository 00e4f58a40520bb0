package dev.stagedoor.server.replay;

import dev.stagedoor.assets.AssetRecordingProvider;
import dev.stagedoor.assets.FileAssetStore;
import dev.stagedoor.assets.ReplayEndpoint;
import dev.stagedoor.assets.ReplayTokens;
import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.s3.S3AssetStore;
import dev.stagedoor.s3.S3Builder;
import dev.stagedoor.server.config.CannotStartException;
import dev.stagedoor.server.config.S3Settings;
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
        AssetStore store =
                config.recording().s3().<AssetStore>map(Replays::objects).orElseGet(() -> files(data, clock));
        ReplayTokens tokens = new ReplayTokens(secret.getBytes(StandardCharsets.UTF_8));
        return new Replays(data.resolve("recordings"), store, tokens, url, clock);
    }

    private static AssetStore files(Path data, InstantSource clock) {
        return FileAssetStore.open(data.resolve("assets"), clock);
    }

    private static AssetStore objects(S3Settings settings) {
        S3Builder options = S3AssetStore.builder(settings.bucket())
                .region(settings.region())
                .prefix(settings.prefix())
                .credentials(settings.accessKey(), settings.secretKey());
        settings.endpoint().ifPresent(options::endpoint);
        S3AssetStore store = options.build();
        try {
            store.check();
        } catch (AssetException unreachable) {
            store.close();
            throw new CannotStartException(
                    "The bucket of S3_BUCKET cannot be used: " + unreachable.getMessage(), unreachable);
        }
        return store;
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
