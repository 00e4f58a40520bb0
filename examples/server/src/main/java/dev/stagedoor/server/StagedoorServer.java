package dev.stagedoor.server;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.audience.Audience;
import dev.stagedoor.core.event.DomainEvent;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.core.session.MediaWatch;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.server.api.Api;
import dev.stagedoor.server.api.StreamEvents;
import dev.stagedoor.server.auth.Passwords;
import dev.stagedoor.server.auth.Sessions;
import dev.stagedoor.server.auth.SignIn;
import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.demo.DemoHouse;
import dev.stagedoor.server.download.DownloadRoutes;
import dev.stagedoor.server.download.Mp4Files;
import dev.stagedoor.server.http.Assets;
import dev.stagedoor.server.http.Gatekeepers;
import dev.stagedoor.server.http.HttpEdge;
import dev.stagedoor.server.http.Listening;
import dev.stagedoor.server.http.Reception;
import dev.stagedoor.server.http.Templates;
import dev.stagedoor.server.media.CloudflareMedia;
import dev.stagedoor.server.media.MediaRoutes;
import dev.stagedoor.server.media.WebhookRoutes;
import dev.stagedoor.server.ops.Database;
import dev.stagedoor.server.ops.HealthRoutes;
import dev.stagedoor.server.ops.Housekeeping;
import dev.stagedoor.server.ops.Metrics;
import dev.stagedoor.server.ops.OperatorRoutes;
import dev.stagedoor.server.pages.Pages;
import dev.stagedoor.server.payment.PaymentRoutes;
import dev.stagedoor.server.payment.PaymentSweeps;
import dev.stagedoor.server.replay.ReplayRoutes;
import dev.stagedoor.server.retention.RetentionRoutes;
import dev.stagedoor.server.retention.RetentionSweeps;
import dev.stagedoor.server.retention.RetentionSweeps.Sweep;
import dev.stagedoor.server.retention.Schedules;
import dev.stagedoor.server.thumbnail.ThumbnailRoutes;
import dev.stagedoor.server.thumbnail.Thumbnails;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole service, running. Several may run in one JVM. */
public final class StagedoorServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StagedoorServer.class);
    private static final Duration STORE_PAUSE = Duration.ofSeconds(30);
    /** An upload is looked after until the provider is ready with it. */
    private static final Duration UPLOAD_PAUSE = Duration.ofSeconds(10);

    private static final int STORED_AT_ONCE = 50;
    private static final int LAPSED_AT_ONCE = 1000;

    private final Backend backend;
    private final App app;
    private final Passwords passwords;
    private final Metrics metrics;
    private final StreamEvents events;
    private final Housekeeping housekeeping;
    private final Housekeeping own = new Housekeeping();
    private final Mp4Files downloads;
    private final Thumbnails thumbnails;
    private final Schedules schedules;
    private final Housekeeping watch = new Housekeeping();
    private final boolean hosted;
    private final HttpEdge http;
    private final URI url;
    private final AtomicBoolean closed = new AtomicBoolean();

    private StagedoorServer(ServerConfig config, InstantSource clock, Listening listening, URI url, Backend backend) {
        this.backend = backend;
        this.url = url;
        if (!config.demo() && config.publicUrl().isEmpty()) {
            LOG.warn("STAGEDOOR_PUBLIC_URL is not set: broadcast addresses name {}", url);
        }
        this.passwords = new Passwords(config.passwordCost());
        this.metrics = new Metrics();
        this.events = new StreamEvents(backend.platform(), clock, backend.recorders()::status);
        backend.recorders().observer(events::tellStatus);
        this.hosted = config.hosted();
        this.app = app(config, clock);
        metrics.count(backend.platform().events());
        backend.media().server().ifPresent(server -> metrics.show(server::metrics));
        metrics.show(backend.database());
        metrics.show(backend.recorders());
        Pages pages = new Pages(app);
        PaymentSweeps sweeps = new PaymentSweeps(backend.platform());
        RetentionSweeps retention = new RetentionSweeps(backend.platform().retention(), metrics::swept);
        this.thumbnails = new Thumbnails(backend.replays().store());
        backend.recorders().pictures(thumbnails);
        this.downloads = new Mp4Files(
                config.dataDirectory().resolve("exports"),
                backend.replays().folder(),
                backend.replays().store(),
                clock);
        backend.platform().events().subscribe(this::forget);
        this.http = HttpEdge.start(
                config,
                listening,
                app.gatekeepers(),
                metrics,
                app.assets(),
                backend.media()::origins,
                pages,
                List.of(
                        new HealthRoutes(checks(), backend.media()::warnings),
                        new OperatorRoutes(metrics),
                        new MediaRoutes(app, backend.media().server()),
                        new WebhookRoutes(config.cloudflare(), clock, this::storeSoon, backend.media()::wake),
                        new ReplayRoutes(backend.replays().endpoint(backend.platform())),
                        new ThumbnailRoutes(app, thumbnails),
                        new DownloadRoutes(app, downloads, backend.media()),
                        new Api(app, events),
                        new PaymentRoutes(app, sweeps),
                        new RetentionRoutes(app, retention),
                        pages));
        own.every(hosted ? UPLOAD_PAUSE : STORE_PAUSE, this::storeRecordings)
                .every(Duration.ofMinutes(1), backend.recorders()::lookAgain)
                .every(Duration.ofHours(1), downloads::sweep);
        Duration pause = config.recording().sweepPause();
        this.schedules = Schedules.on(backend.database(), config.recording().node(), clock)
                .every("payments", Duration.ofMinutes(1), sweeps::runOnce)
                .every("cleanup-recordings", pause, () -> retention.run(Sweep.CLEANUP))
                .every("migrate-streams-to-workouts", pause, () -> retention.run(Sweep.MIGRATION))
                .every("delete-orphaned-assets", Duration.ofDays(1), () -> retention.run(Sweep.ORPHANS))
                .start();
        watch.nowAndEvery(MediaWatch.INTERVAL, backend.platform().mediaWatch()::lookOnce);
        if (hosted) {
            watch.every(
                    Recordings.RECORDER_INTERVAL,
                    () -> backend.platform().recordings().renewStoring());
        }
        if (backend.platform().audience().countsBeats()) {
            watch.every(
                    Audience.BEAT_INTERVAL, () -> backend.platform().audience().lapseOnce(LAPSED_AT_ONCE));
        }
        this.housekeeping = new Housekeeping()
                .every(Duration.ofSeconds(15), events::keepAlive)
                .every(Duration.ofHours(1), app.sessions()::sweep);
        LOG.atInfo()
                .addKeyValue("port", port())
                .addKeyValue("mediaPort", mediaPort())
                .addKeyValue("database", Database.engine(config))
                .addKeyValue("demo", config.demo())
                .log("started");
    }

    /**
     * Starts everything and returns when the server is ready.
     *
     * @throws CannotStartException if a port, the database or the data directory cannot be used
     */
    public static StagedoorServer start(ServerConfig config) {
        return start(config, config.clockOffset().applyTo(InstantSource.system()));
    }

    static StagedoorServer start(ServerConfig config, InstantSource clock) {
        Listening listening = Listening.on(config);
        try {
            URI url = config.publicUrl().orElseGet(() -> URI.create("http://localhost:" + listening.port()));
            Backend backend = Backend.open(config, url, clock);
            return serve(config, clock, listening, url, backend);
        } catch (RuntimeException failed) {
            listening.close();
            throw failed;
        }
    }

    private static StagedoorServer serve(
            ServerConfig config, InstantSource clock, Listening listening, URI url, Backend backend) {
        try {
            return new StagedoorServer(config, clock, listening, url, backend);
        } catch (RuntimeException failed) {
            backend.close();
            throw failed;
        }
    }

    private App app(ServerConfig config, InstantSource clock) {
        Sessions sessions = new Sessions(backend.database(), clock);
        Gatekeepers gatekeepers =
                new Gatekeepers(config, sessions, backend.platform().accounts(), clock);
        SignIn signIn = new SignIn(backend.platform().accounts(), passwords, config.instructors());
        return new App(
                config,
                clock,
                backend.platform(),
                backend.ledger(),
                sessions,
                gatekeepers,
                new Reception(signIn, gatekeepers, welcome(config, clock)),
                Assets.load(),
                new Templates());
    }

    private Consumer<User> welcome(ServerConfig config, InstantSource clock) {
        if (!config.demo()) {
            return user -> {};
        }
        DemoHouse demo = demo(config, clock);
        demo.furnish();
        own.every(Duration.ofMinutes(1), demo::refresh);
        return demo::welcome;
    }

    /** Only on this machine's disk: a film of ours is nothing to fill somebody's account or bucket with. */
    private DemoHouse demo(ServerConfig config, InstantSource clock) {
        DemoHouse demo = new DemoHouse(backend.storage(), backend.platform(), backend.ledger(), clock);
        boolean here = !hosted && config.recording().s3().isEmpty();
        return here
                ? demo.withRecordings(
                        backend.replays().folder(),
                        backend.media().recordings(),
                        config.recording().node())
                : demo;
    }

    private void forget(DomainEvent event) {
        if (event instanceof DomainEvent.StreamChanged it && it.change() == DomainEvent.StreamChanged.Change.DELETED) {
            thumbnails.forget(it.stream().id());
        } else if (event instanceof DomainEvent.RecordingChanged it
                && it.recording().state() == RecordingState.READY) {
            storeSoon();
        } else if (event instanceof DomainEvent.RecordingChanged it
                && it.recording().state() == RecordingState.DELETED) {
            downloads.forget(it.recording().id());
            forgetCaptured(it.recording().streamId());
        }
    }

    private void forgetCaptured(StreamId streamId) {
        boolean gone = backend.platform()
                .recordings()
                .forStream(streamId)
                .filter(it -> it.state() != RecordingState.DELETED)
                .isEmpty();
        if (gone) {
            thumbnails.forgetCaptured(streamId);
        }
    }

    private List<HealthRoutes.Check> checks() {
        return List.of(
                new HealthRoutes.Check("database", () -> {
                    backend.storage().ping();
                    return true;
                }),
                new HealthRoutes.Check(
                        "schema",
                        () -> app.sessions().find("nobody", Sessions.Kind.WEB).isEmpty()),
                new HealthRoutes.Check("media", backend.media()::ready));
    }

    /** TCP port of pages and API. */
    public int port() {
        return http.port();
    }

    /** UDP and TCP port of all media; 0 when it is served elsewhere. */
    public int mediaPort() {
        return backend.media().server().map(MediaServer::port).orElse(0);
    }

    /** The address people open. */
    public URI url() {
        return url;
    }

    /** Takes recordings whose files are here to where they stay; runs by itself, every half minute at least. */
    public void storeRecordings() {
        Recordings recordings = backend.platform().recordings();
        if (hosted) {
            recordings.storeOnce(STORED_AT_ONCE, backend.recorders()::hasFiles);
        } else {
            recordings.storeOnce(STORED_AT_ONCE);
        }
    }

    private void storeSoon() {
        own.soon(this::storeRecordings);
    }

    /** The API of the local Cloudflare, when there is one. */
    Optional<URI> emulatorApi() {
        return backend.media() instanceof CloudflareMedia cloudflare ? cloudflare.emulatorApi() : Optional.empty();
    }

    void captured(StreamId streamId, byte[] jpeg) {
        thumbnails.captured(streamId, jpeg);
    }

    Set<String> routes() {
        return http.routes();
    }

    StreamEvents events() {
        return events;
    }

    Assets assets() {
        return app.assets();
    }

    /** Stops accepting, finishes requests under way, ends media, closes the database. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        LOG.info("stopping");
        housekeeping.close();
        schedules.close();
        own.close();
        downloads.close();
        watch.close();
        events.close();
        http.close();
        backend.close();
        passwords.close();
        metrics.close();
        LOG.info("stopped");
    }
}
