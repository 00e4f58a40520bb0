package dev.stagedoor.server;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.session.MediaWatch;
import dev.stagedoor.server.api.Api;
import dev.stagedoor.server.api.StreamEvents;
import dev.stagedoor.server.auth.Passwords;
import dev.stagedoor.server.auth.Sessions;
import dev.stagedoor.server.auth.SignIn;
import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.demo.DemoHouse;
import dev.stagedoor.server.http.Assets;
import dev.stagedoor.server.http.Gatekeepers;
import dev.stagedoor.server.http.HttpEdge;
import dev.stagedoor.server.http.Listening;
import dev.stagedoor.server.http.Reception;
import dev.stagedoor.server.http.Templates;
import dev.stagedoor.server.media.MediaRoutes;
import dev.stagedoor.server.ops.Database;
import dev.stagedoor.server.ops.HealthRoutes;
import dev.stagedoor.server.ops.Housekeeping;
import dev.stagedoor.server.ops.Metrics;
import dev.stagedoor.server.ops.OperatorRoutes;
import dev.stagedoor.server.pages.Pages;
import dev.stagedoor.server.payment.PaymentRoutes;
import dev.stagedoor.server.payment.PaymentSweeps;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole service, running. Several may run in one JVM. */
public final class StagedoorServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StagedoorServer.class);

    private final Backend backend;
    private final App app;
    private final Passwords passwords;
    private final Metrics metrics;
    private final StreamEvents events;
    private final Housekeeping housekeeping;
    private final Housekeeping payments = new Housekeeping();
    private final Housekeeping watch = new Housekeeping();
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
        this.events = new StreamEvents(backend.platform(), clock);
        this.app = app(config, clock);
        metrics.count(backend.platform().events());
        metrics.show(backend.media()::metrics);
        metrics.show(backend.database());
        Pages pages = new Pages(app);
        PaymentSweeps sweeps = new PaymentSweeps(backend.platform());
        this.http = HttpEdge.start(
                config,
                listening,
                app.gatekeepers(),
                metrics,
                app.assets(),
                pages,
                List.of(
                        new HealthRoutes(checks()),
                        new OperatorRoutes(metrics),
                        new MediaRoutes(app, backend.media()),
                        new Api(app, events),
                        new PaymentRoutes(app, sweeps),
                        pages));
        watch.nowAndEvery(MediaWatch.INTERVAL, backend.platform().mediaWatch()::lookOnce);
        payments.every(Duration.ofMinutes(1), sweeps::runOnce);
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
        DemoHouse demo = new DemoHouse(backend.storage(), backend.platform(), backend.ledger(), clock);
        demo.furnish();
        payments.every(Duration.ofMinutes(1), demo::refresh);
        return demo::welcome;
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

    /** UDP and TCP port of all media. */
    public int mediaPort() {
        return backend.media().port();
    }

    /** The address people open. */
    public URI url() {
        return url;
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
        payments.close();
        watch.close();
        events.close();
        http.close();
        backend.close();
        passwords.close();
        metrics.close();
        LOG.info("stopped");
    }
}
