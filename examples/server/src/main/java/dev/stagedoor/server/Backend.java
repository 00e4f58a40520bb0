package dev.stagedoor.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.TokenContext;
import dev.stagedoor.server.auth.ServerSchema;
import dev.stagedoor.server.auth.ServerSecrets;
import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.media.CloudflareMedia;
import dev.stagedoor.server.media.EmbeddedMedia;
import dev.stagedoor.server.media.Media;
import dev.stagedoor.server.ops.Database;
import dev.stagedoor.server.payment.RemoteWallets;
import dev.stagedoor.server.recording.Recorders;
import dev.stagedoor.server.replay.Replays;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything behind the HTTP edge: database, wallets, media, and the platform over them. */
final class Backend implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);
    private final HikariDataSource database;
    private final Storage storage;
    private final LedgerTokenProvider ledger;
    private final Media media;
    private final ExecutorService reports;
    private final Replays replays;
    private final StreamingPlatform platform;

    private Backend(
            HikariDataSource database,
            Storage storage,
            Media media,
            Replays replays,
            ServerConfig config,
            InstantSource clock) {
        this.database = database;
        this.storage = storage;
        this.media = media;
        this.replays = replays;
        this.ledger = LedgerTokenProvider.on(storage);
        this.reports = Executors.newSingleThreadExecutor(Backend::thread);
        this.platform = config.tokensApi()
                .map(api -> StreamingPlatform.builder(storage, RemoteWallets.of(api, clock), media.liveInputs(), clock))
                .orElseGet(() -> StreamingPlatform.builder(storage, ledger, media.liveInputs(), clock))
                .devicesPerSeat(config.devicesPerSeat())
                .recordings(media.recordings())
                .retention(config.recording().retention())
                .catalogAccess(config.recording().catalogAccess())
                .node(config.recording().node())
                .executor(reports)
                .build();
        if (config.tokensApi().isPresent()) {
            ledger.attach(new TokenContext(clock, platform.ids(), platform.events()));
        }
        LOG.info("{}", platform.plan());
        media.attach(platform);
    }

    static Backend open(ServerConfig config, URI url, InstantSource clock) {
        HikariDataSource database = Database.open(config);
        try {
            Storage storage = Database.storage(database);
            ServerSchema.migrate(database);
            ServerSecrets secrets = new ServerSecrets(database);
            Replays replays = Replays.open(config, url, secrets.named("replay"), clock);
            Media media = config.hosted()
                    ? CloudflareMedia.open(config, secrets, replays, clock)
                    : EmbeddedMedia.start(config, url, secrets.named("media"), replays, clock);
            return new Backend(database, storage, media, replays, config, clock);
        } catch (RuntimeException failed) {
            database.close();
            throw failed;
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
        return media.recorders();
    }

    Replays replays() {
        return replays;
    }

    Media media() {
        return media;
    }

    @Override
    public void close() {
        platform.close();
        media.close();
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
