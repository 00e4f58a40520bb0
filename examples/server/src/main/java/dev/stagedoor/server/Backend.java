package dev.stagedoor.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.TokenContext;
import dev.stagedoor.mediaserver.EmbeddedLiveInputProvider;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.server.auth.ServerSchema;
import dev.stagedoor.server.auth.ServerSecrets;
import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.ops.Database;
import dev.stagedoor.server.payment.RemoteWallets;
import dev.stagedoor.server.recording.Recorders;
import dev.stagedoor.server.replay.Replays;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Everything behind the HTTP edge: database, wallets, media, and the platform over them. */
final class Backend implements AutoCloseable {

    private final HikariDataSource database;
    private final Storage storage;
    private final LedgerTokenProvider ledger;
    private final EmbeddedLiveInputProvider liveInputs;
    private final ExecutorService reports;
    private final Recorders recorders;
    private final Replays replays;
    private final StreamingPlatform platform;

    private Backend(
            HikariDataSource database,
            Storage storage,
            EmbeddedLiveInputProvider liveInputs,
            Recorders recorders,
            Replays replays,
            ServerConfig config,
            InstantSource clock) {
        this.database = database;
        this.storage = storage;
        this.liveInputs = liveInputs;
        this.recorders = recorders;
        this.replays = replays;
        this.ledger = LedgerTokenProvider.on(storage);
        this.reports = Executors.newSingleThreadExecutor(Backend::thread);
        this.platform = config.tokensApi()
                .map(api -> StreamingPlatform.builder(storage, RemoteWallets.of(api, clock), liveInputs, clock))
                .orElseGet(() -> StreamingPlatform.builder(storage, ledger, liveInputs, clock))
                .devicesPerSeat(config.devicesPerSeat())
                .recordings(replays.provider())
                .retention(config.recording().retention())
                .catalogAccess(config.recording().catalogAccess())
                .node(config.recording().node())
                .executor(reports)
                .build();
        if (config.tokensApi().isPresent()) {
            ledger.attach(new TokenContext(clock, platform.ids(), platform.events()));
        }
        recorders.attach(platform);
    }

    static Backend open(ServerConfig config, URI url, InstantSource clock) {
        HikariDataSource database = Database.open(config);
        try {
            Storage storage = Database.storage(database);
            ServerSchema.migrate(database);
            ServerSecrets secrets = new ServerSecrets(database);
            Replays replays = Replays.open(config, url, secrets.named("replay"), clock);
            Recorders recorders = new Recorders(replays.folder(), clock);
            EmbeddedLiveInputProvider liveInputs = EmbeddedLiveInputProvider.builder(url)
                    .secret(secrets.named("media").getBytes(StandardCharsets.UTF_8))
                    .clock(clock)
                    .media(media -> describe(config, media, recorders))
                    .start();
            return new Backend(database, storage, liveInputs, recorders, replays, config, clock);
        } catch (RuntimeException failed) {
            database.close();
            throw failed;
        }
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

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "events");
        thread.setDaemon(true);
        return thread;
    }

    HikariDataSource database() {
        return database;
    }

    Storage storage() {
        return storage;
    }

    LedgerTokenProvider ledger() {
        return ledger;
    }

    StreamingPlatform platform() {
        return platform;
    }

    Recorders recorders() {
        return recorders;
    }

    Replays replays() {
        return replays;
    }

    MediaServer media() {
        return liveInputs.mediaServer();
    }

    @Override
    public void close() {
        platform.close();
        liveInputs.close();
        // after the broadcasts, whose last packets it still takes
        recorders.close();
        replays.close();
        reports.shutdown();
        try {
            if (!reports.awaitTermination(5, TimeUnit.SECONDS)) {
                reports.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        storage.close();
        database.close();
    }
}
