package dev.stagedoor.server;

import dev.stagedoor.server.config.ServerConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts the service once with everything in memory, asks for its pages and stops: what the JVM loads on the way goes into
 * the class-data archive that makes every later start short.
 */
public final class Rehearsal {

    private static final List<String> PATHS = List.of(
            "/streams",
            "/login",
            "/instructor/login",
            "/api/streams",
            "/openapi.json",
            "/nothing",
            "/assets/css/app.css");
    private static final int LONGEST_WAIT_MILLIS = 60_000;

    private Rehearsal() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        ServerConfig config = ServerConfig.builder()
                .port(0)
                .mediaPort(0)
                .demo(true)
                .dataDirectory(Path.of(System.getProperty("java.io.tmpdir")))
                .variable("STAGEDOOR_DATABASE_URL", "jdbc:h2:mem:rehearsal")
                .build();
        try (StagedoorServer server = StagedoorServer.start(config)) {
            for (String path : PATHS) {
                ask(server.url().resolve(path));
            }
            awaitReady(server);
        }
    }

    private static void awaitReady(StagedoorServer server) throws IOException {
        long deadline = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000L;
        while (ask(server.url().resolve("/readyz")) != 200) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the rehearsal never became ready");
            }
        }
    }

    private static int ask(URI url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestProperty("Accept", "text/html");
        int status = connection.getResponseCode();
        connection.disconnect();
        return status;
    }
}
