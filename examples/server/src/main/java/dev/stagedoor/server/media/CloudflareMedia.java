package dev.stagedoor.server.media;

import dev.stagedoor.cloudflare.CloudflareLiveInputProvider;
import dev.stagedoor.cloudflare.CloudflareRecordingProvider;
import dev.stagedoor.cloudflare.stream.CloudflareStream;
import dev.stagedoor.cloudflare.stream.CloudflareStreamException;
import dev.stagedoor.cloudflare.stream.DownloadType;
import dev.stagedoor.cloudflare.stream.MediaUrls;
import dev.stagedoor.cloudflare.stream.SigningKey;
import dev.stagedoor.cloudflare.stream.VideoQuery;
import dev.stagedoor.cloudflare.stream.ViewerTokens;
import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.recorder.whep.WhepSource;
import dev.stagedoor.server.auth.ServerSecrets;
import dev.stagedoor.server.config.CloudflareSettings;
import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.ops.Housekeeping;
import dev.stagedoor.server.recording.HostedRecorders;
import dev.stagedoor.server.recording.RecorderLeases;
import dev.stagedoor.server.recording.Recorders;
import dev.stagedoor.server.replay.LocalCopies;
import dev.stagedoor.server.replay.Replays;
import dev.stagedoor.testkit.cloudflare.LocalCloudflare;
import dev.stagedoor.webrtc.headless.RtcLoop;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cloudflare Stream, or the local one. What Cloudflare does not do for a WHIP broadcast is done here: a node subscribes to each live class, records it, and uploads the
 * recording. A Cloudflare that cannot be reached keeps nothing else from working.
 */
public final class CloudflareMedia implements Media {

    private static final Logger LOG = LoggerFactory.getLogger(CloudflareMedia.class);
    private static final Duration RECORDER_TICKET = Duration.ofMinutes(5);
    private static final Duration DOWNLOAD = Duration.ofHours(6);
    private static final Duration PROBE = Duration.ofMinutes(1);
    /** Characters of a random secret that tell this installation's videos from others'. */
    private static final int INSTALLATION = 12;

    private final Optional<LocalCloudflare> emulator;
    private final CloudflareStream client;
    private final CloudflareLiveInputProvider liveInputs;
    private final CloudflareRecordingProvider recordings;
    private final Recorders recorders;
    private final RecorderLeases leases;
    private final boolean records;
    private final Set<String> origins;
    private final InstantSource clock;
    private final Housekeeping rounds = new Housekeeping();
    private final Housekeeping probes = new Housekeeping();
    private final AtomicReference<String> trouble = new AtomicReference<>("");
    private final RtcLoop loop = RtcLoop.start("recorders");
    private @Nullable HostedRecorders hosted;

    private CloudflareMedia(
            ServerConfig config,
            CloudflareSettings settings,
            Optional<LocalCloudflare> emulator,
            ServerSecrets secrets,
            Replays replays,
            InstantSource clock) {
        this.emulator = emulator;
        this.clock = clock;
        this.records = config.recording().enabled();
        this.client = client(settings, clock);
        Optional<MediaUrls> media = settings.customerCode().map(MediaUrls::of);
        Supplier<ViewerTokens> tokens = new SigningKeys(client, settings, secrets, clock);
        this.liveInputs = CloudflareLiveInputProvider.of(client, tokens, media, clock);
        this.recordings = new CloudflareRecordingProvider(
                client,
                secrets.named("installation").substring(0, INSTALLATION),
                tokens,
                media,
                new LocalCopies(config.dataDirectory().resolve("uploads"), replays),
                clock);
        this.leases = new RecorderLeases(clock);
        this.recorders = new Recorders(replays.folder(), clock, leases::holds);
        this.origins = origins(settings, media);
    }

    /** Connects to the account that is configured, or to a local Cloudflare that is started with it. */
    public static CloudflareMedia open(
            ServerConfig config, ServerSecrets secrets, Replays replays, InstantSource clock) {
        if (config.emulatorPort().isEmpty()) {
            return new CloudflareMedia(
                    config, config.cloudflare().orElseThrow(), Optional.empty(), secrets, replays, clock);
        }
        LocalCloudflare local = LocalCloudflare.builder()
                .port(config.emulatorPort().getAsInt())
                .mediaPort(config.mediaPort())
                .dataDirectory(config.dataDirectory().resolve("emulated-cloudflare"))
                .clock(clock)
                .start();
        return new CloudflareMedia(config, account(local), Optional.of(local), secrets, replays, clock);
    }

    private static CloudflareSettings account(LocalCloudflare local) {
        return new CloudflareSettings(
                LocalCloudflare.ACCOUNT_ID,
                LocalCloudflare.API_TOKEN,
                Optional.empty(),
                Optional.empty(),
                Optional.of(local.apiBase()),
                Optional.empty(),
                Optional.empty());
    }

    static CloudflareStream client(CloudflareSettings settings, InstantSource clock) {
        CloudflareStream.Builder builder = CloudflareStream.builder(settings.accountId(), settings.apiToken())
                .clock(clock);
        settings.baseUrl().ifPresent(builder::baseUrl);
        return builder.build();
    }

    /** A test double of Cloudflare serves media where its API is. */
    private static Set<String> origins(CloudflareSettings settings, Optional<MediaUrls> media) {
        Set<String> origins = new LinkedHashSet<>();
        media.map(MediaUrls::base).ifPresent(it -> origins.add(origin(it)));
        settings.baseUrl().ifPresent(it -> origins.add(origin(it)));
        return origins;
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** The address of the local Cloudflare's API, when there is one. */
    public Optional<URI> emulatorApi() {
        return emulator.map(LocalCloudflare::apiBase);
    }

    @Override
    public LiveInputProvider liveInputs() {
        return liveInputs;
    }

    @Override
    public RecordingProvider recordings() {
        return recordings;
    }

    @Override
    public Recorders recorders() {
        return recorders;
    }

    @Override
    public Optional<MediaServer> server() {
        return Optional.empty();
    }

    /** Pages, replays on this disk and money work without Cloudflare; {@link #warnings} tells when it cannot be reached. */
    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(recorders.warnings());
        String fault = String.valueOf(trouble.get());
        if (!fault.isEmpty()) {
            warnings.add("Cloudflare cannot be used: " + fault);
        }
        return warnings;
    }

    @Override
    public Set<String> origins() {
        return origins;
    }

    @Override
    public Optional<Media.Download> download(AssetId id) {
        var file = client.downloads().create(id.value(), DownloadType.DEFAULT).get(DownloadType.DEFAULT);
        boolean made = file != null && file.isReady();
        return Optional.of(new Media.Download(
                made ? Optional.of(recordings.downloadUrl(id, clock.instant().plus(DOWNLOAD))) : Optional.empty()));
    }

    @Override
    public void attach(StreamingPlatform platform) {
        recorders.attach(platform);
        probes.every(PROBE, this::probe);
        if (!records) {
            return;
        }
        HostedRecorders started = new HostedRecorders(
                platform,
                recorders,
                leases,
                (input, sink) -> WhepSource.builder(
                                () -> liveInputs.whepUrl(input, clock.instant().plus(RECORDER_TICKET)), sink, loop)
                        .clock(clock)
                        .start(),
                liveInputs::report,
                clock);
        hosted = started;
        rounds.every(Recordings.RECORDER_INTERVAL, started::wake).every(Duration.ofSeconds(1), started::look);
        started.wake();
    }

    private void probe() {
        try {
            client.videos().list(VideoQuery.builder().limit(1).build());
            trouble.set("");
        } catch (CloudflareStreamException fault) {
            LOG.warn("Cloudflare cannot be used at the moment", fault);
            trouble.set(String.valueOf(fault.getMessage()));
        }
    }

    @Override
    public void wake() {
        HostedRecorders running = hosted;
        if (running != null) {
            running.wake();
        }
    }

    @Override
    public void close() {
        probes.close();
        rounds.close();
        HostedRecorders running = hosted;
        if (running != null) {
            running.close();
        }
        recorders.close();
        if (running != null) {
            running.release();
        }
        liveInputs.close();
        recordings.close();
        loop.close();
        emulator.ifPresent(LocalCloudflare::close);
    }

    /** The key that signs viewers' addresses: the configured one, or one that is made at its first use and kept for all nodes. */
    private static final class SigningKeys implements Supplier<ViewerTokens> {
        private static final String NAME = "cloudflare-signing-key";

        private final CloudflareStream client;
        private final CloudflareSettings settings;
        private final ServerSecrets secrets;
        private final InstantSource clock;
        private volatile @Nullable ViewerTokens known;

        SigningKeys(CloudflareStream client, CloudflareSettings settings, ServerSecrets secrets, InstantSource clock) {
            this.client = client;
            this.settings = settings;
            this.secrets = secrets;
            this.clock = clock;
        }

        @Override
        public ViewerTokens get() {
            ViewerTokens tokens = known;
            return tokens == null ? find() : tokens;
        }

        private synchronized ViewerTokens find() {
            ViewerTokens tokens = known;
            if (tokens == null) {
                tokens = settings.signingKey()
                        .map(it -> ViewerTokens.of(it.id(), it.key(), clock))
                        .orElseGet(this::kept);
                known = tokens;
            }
            return tokens;
        }

        /** A key that could not be kept, or that another node was faster to make, is revoked: an account has room for a thousand. */
        private ViewerTokens kept() {
            String[] made = {""};
            String keptId = "";
            try {
                String[] parts = secrets.kept(NAME, () -> make(made)).split(" ", 2);
                keptId = parts[0];
                return ViewerTokens.of(parts[0], parts[1], clock);
            } finally {
                if (!made[0].isEmpty() && !made[0].equals(keptId)) {
                    client.signingKeys().delete(made[0]);
                }
            }
        }

        private String make(String[] made) {
            SigningKey key = client.signingKeys().create();
            made[0] = key.id();
            LOG.info("signing key {} was made at Cloudflare", key.id());
            return key.id() + " " + key.pem().orElseThrow();
        }
    }
}
