package dev.stagedoor.server;

import dev.stagedoor.server.config.ConfigException;
import dev.stagedoor.server.config.ConfigSource;
import dev.stagedoor.server.config.ServerConfig;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Starts the service from environment and file; SIGTERM stops it softly. */
public final class Main {

    private static final int BAD_CONFIGURATION = 78;

    private Main() {}

    /** Takes no arguments; see the configuration chapter of the README. */
    public static void main(String[] arguments) throws InterruptedException {
        StagedoorServer server = StagedoorServer.start(configuration());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        long millis = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        announce(server, millis);
        Thread.currentThread().join();
    }

    private static ServerConfig configuration() {
        try {
            return ServerConfig.from(ConfigSource.variables(System.getenv(), Path.of("")));
        } catch (ConfigException unusable) {
            System.err.println("Stagedoor cannot start:");
            unusable.problems().forEach(problem -> System.err.println("  " + problem));
            System.exit(BAD_CONFIGURATION);
            throw unusable;
        }
    }

    private static void announce(StagedoorServer server, long millis) {
        System.out.println("Stagedoor is ready after " + millis + " ms: open " + server.url());
    }
}
