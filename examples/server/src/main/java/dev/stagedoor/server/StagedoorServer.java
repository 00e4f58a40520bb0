package dev.stagedoor.server;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.server.api.Api;
import dev.stagedoor.server.api.StreamEvents;
import dev.stagedoor.server.auth.Passwords;
import dev.stagedoor.server.auth.Sessions;
import dev.stagedoor.server.auth.SignIn;
import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.http.Assets;
import dev.stagedoor.server.http.Gatekeepers;
import dev.stagedoor.server.http.HttpEdge;
import dev.stagedoor.server.http.Reception;
import dev.stagedoor.server.http.Templates;
import dev.stagedoor.server.ops.HealthRoutes;
import dev.stagedoor.server.pages.Pages;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** The whole service, running. Several may run in one JVM. */
public final class StagedoorServer implements AutoCloseable {

    private final ServerConfig config;
    private final HttpEdge http;

    private StagedoorServer(ServerConfig config, HttpEdge http) {
        this.config = config;
        this.http = http;
    }

    /** Starts everything and returns when the server is ready. */
    public static StagedoorServer start(ServerConfig config) {
        InstantSource clock = config.clockOffset().applyTo(InstantSource.system());
        Passwords passwords = new Passwords(config.passwordCost());
        throw new UnsupportedOperationException("the domain is being furnished " + clock + passwords);
    }

    static StagedoorServer start(
            ServerConfig config,
            InstantSource clock,
            Passwords passwords,
            StreamingPlatform platform,
            Sessions sessions) {
        Gatekeepers gatekeepers = new Gatekeepers(config, sessions, platform.accounts(), clock);
        Reception reception = new Reception(new SignIn(platform.accounts(), passwords), gatekeepers, user -> {});
        App app = new App(config, clock, platform, sessions, gatekeepers, reception, Assets.load(), new Templates());
        Pages pages = new Pages(app);
        StreamEvents events = new StreamEvents(platform);
        HttpEdge http = HttpEdge.start(
                config,
                gatekeepers,
                app.assets(),
                pages,
                List.of(new HealthRoutes(List.of()), new Api(app, events), pages));
        return new StagedoorServer(config, http);
    }

    /** TCP port of pages and API. */
    public int port() {
        return http.port();
    }

    /** The address people open. */
    public URI url() {
        return config.publicUrl().orElseGet(() -> URI.create("http://localhost:" + port()));
    }

    /** Stops accepting, finishes requests under way, ends media, closes the database. */
    @Override
    public void close() {
        http.close();
    }
}
