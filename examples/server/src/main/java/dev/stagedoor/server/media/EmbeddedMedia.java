package dev.stagedoor.server.media;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.mediaserver.EmbeddedLiveInputProvider;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.recording.Recorders;
import dev.stagedoor.server.replay.Replays;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The media server in this process. */
public final class EmbeddedMedia implements Media {

    private final EmbeddedLiveInputProvider liveInputs;
    private final Recorders recorders;
    private final Replays replays;

    private EmbeddedMedia(EmbeddedLiveInputProvider liveInputs, Recorders recorders, Replays replays) {
        this.liveInputs = liveInputs;
        this.recorders = recorders;
        this.replays = replays;
    }

    /** Starts it. */
    public static EmbeddedMedia start(
            ServerConfig config, URI url, String secret, Replays replays, InstantSource clock) {
        Recorders recorders = new Recorders(replays.folder(), clock);
        EmbeddedLiveInputProvider liveInputs = EmbeddedLiveInputProvider.builder(url)
                .secret(secret.getBytes(StandardCharsets.UTF_8))
                .clock(clock)
                .media(media -> describe(config, media, recorders))
                .start();
        return new EmbeddedMedia(liveInputs, recorders, replays);
    }

    private static void describe(ServerConfig config, MediaServer.Builder media, Recorders recorders) {
        if (config.recording().enabled()) {
            media.tap(recorders, recorders.executor());
        }
        media.port(config.mediaPort());
        config.mediaAdvertisedAddress().ifPresent(address -> media.advertisedAddresses(parse(address)));
    }

    private static InetAddress parse(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException checkedBefore) {
            throw new IllegalArgumentException("STAGEDOOR_MEDIA_ADVERTISED_ADDRESS is no IP address", checkedBefore);
        }
    }

    @Override
    public LiveInputProvider liveInputs() {
        return liveInputs;
    }

    @Override
    public RecordingProvider recordings() {
        return replays.provider();
    }

    @Override
    public Recorders recorders() {
        return recorders;
    }

    @Override
    public Optional<MediaServer> server() {
        return Optional.of(liveInputs.mediaServer());
    }

    @Override
    public boolean ready() {
        return liveInputs.mediaServer().ready();
    }

    @Override
    public List<String> warnings() {
        return recorders.warnings();
    }

    @Override
    public Set<String> origins() {
        return Set.of();
    }

    @Override
    public Optional<Download> download(AssetId id) {
        return Optional.empty();
    }

    @Override
    public void attach(StreamingPlatform platform) {
        recorders.attach(platform);
    }

    /** Does nothing: what is broadcast comes through this process by itself. */
    @Override
    public void wake() {
        // see Media
    }

    @Override
    public void close() {
        liveInputs.close();
        // after the broadcasts, whose last packets it still takes
        recorders.close();
    }
}
