package dev.stagedoor.server;

import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.server.config.ServerConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server of its own for a test class: demo data in memory, free ports, a clock that stands until it is moved. */
public final class TestServer implements BeforeAllCallback, AfterAllCallback {

    /** JUnit's configuration parameter that names the database; {@code postgresql}, or H2 without it. */
    public static final String DATABASE = "stagedoor.database";

    private final UnaryOperator<ServerConfig.Builder> options;
    private final AtomicReference<Instant> time =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private StagedoorServer server;

    public TestServer() {
        this(builder -> builder);
    }

    public TestServer(UnaryOperator<ServerConfig.Builder> options) {
        this.options = options;
    }

    public static ServerConfig.Builder demoInMemory() {
        return ServerConfig.builder()
                .port(0)
                .mediaPort(0)
                .demo(true)
                .dataDirectory(Path.of("target", "test-data"))
                .variable("STAGEDOOR_DATABASE_URL", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .passwordCost(4);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        InstantSource clock = time::get;
        server = StagedoorServer.start(options.apply(database(context)).build(), clock);
    }

    private static ServerConfig.Builder database(ExtensionContext context) {
        ServerConfig.Builder config = demoInMemory();
        boolean postgres = context.getConfigurationParameter(DATABASE)
                .filter("postgresql"::equals)
                .isPresent();
        return postgres ? config.variable("STAGEDOOR_DATABASE_URL", new RealPostgres().url()) : config;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
    }

    public int port() {
        return server.port();
    }

    public StagedoorServer server() {
        return server;
    }

    /** Asks until the media server has warmed up behind the start. */
    Client.Answer ready() {
        return Patience.until(() -> anonymous().get("/readyz"), it -> it.status() != 503);
    }

    /** What happens every 15 s. */
    public void keepListenersAlive() {
        server.events().keepAlive();
    }

    /** What the recorder does when it has a picture of the broadcast. */
    public void capture(String streamId, byte[] picture) {
        server.captured(StreamId.parse(streamId).orElseThrow(), picture);
    }

    /** A client that nobody is signed in on. */
    public Client anonymous() {
        return new Client(server.url());
    }

    /** A client with the access token of a demo account: {@code ana}, {@code ben} or {@code coach}. */
    public Client as(String who) {
        return anonymous().signIn(who + "@example.com", who + "-demo");
    }

    /** The coach with the instructor access token. */
    public Client coach() {
        return as("coach").with("X-Instructor-Token", "instructor-demo");
    }

    /** A new member with the demo's 50 tokens. */
    public Client newMember() {
        return anonymous().signUp("member-" + UUID.randomUUID() + "@example.com", "a good password");
    }

    /** The answer to signing up as a new member with the demo's 50 tokens. */
    public Client.Answer signUpSomebody() {
        return anonymous()
                .post(
                        "/api/auth/signup",
                        java.util.Map.of(
                                "email",
                                "member-" + UUID.randomUUID() + "@example.com",
                                "password",
                                "a good password",
                                "displayName",
                                "Somebody"))
                .expect(201);
    }

    public Instant now() {
        return time.get();
    }

    public void advance(java.time.Duration by) {
        time.updateAndGet(now -> now.plus(by));
    }
}
