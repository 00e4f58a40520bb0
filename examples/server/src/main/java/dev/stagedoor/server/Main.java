package dev.stagedoor.server;

import dev.stagedoor.mediaserver.MediaServerException;
import dev.stagedoor.server.config.CannotStartException;
import dev.stagedoor.server.config.ConfigException;
import dev.stagedoor.server.config.ConfigSource;
import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.media.CloudflareCheck;
import dev.stagedoor.server.ops.BooksCheck;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Starts the service from environment and file; SIGTERM stops it softly. */
public final class Main {

    private static final int BAD_USAGE = 64;
    private static final int BAD_CONFIGURATION = 78;

    private Main() {}

    /** Starts the service, or with {@code check-books} or {@code check-cloudflare} checks the ledger or the account at Cloudflare and ends; configuration is the README's chapter. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0) {
            System.exit(command(List.of(arguments)));
        }
        ServerConfig config = configuration();
        StagedoorServer server = start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        long millis = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        announce(config, server, millis);
        Thread.currentThread().join();
    }

    private static int command(List<String> arguments) {
        if (arguments.equals(List.of("check-books"))) {
            return checkBooks(configuration());
        }
        if (arguments.equals(List.of("check-cloudflare"))) {
            return checkCloudflare(configuration());
        }
        System.err.println(
                "Unknown command: " + String.join(" ", arguments) + ". There are: check-books, check-cloudflare");
        return BAD_USAGE;
    }

    private static int checkBooks(ServerConfig config) {
        try {
            return BooksCheck.run(config, System.out);
        } catch (CannotStartException unusable) {
            System.err.println("The books cannot be read:\n  " + unusable.getMessage());
            return BAD_CONFIGURATION;
        }
    }

    private static int checkCloudflare(ServerConfig config) {
        if (config.cloudflare().isEmpty()) {
            System.err.println("There is no account to check: set CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN and "
                    + "CLOUDFLARE_STREAM_CUSTOMER_CODE.");
            return BAD_CONFIGURATION;
        }
        return CloudflareCheck.run(config.cloudflare().get(), InstantSource.system(), System.out);
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

    private static StagedoorServer start(ServerConfig config) {
        try {
            return StagedoorServer.start(config);
        } catch (CannotStartException | MediaServerException unusable) {
            System.err.println("Stagedoor cannot start:");
            System.err.println("  " + unusable.getMessage());
            System.exit(BAD_CONFIGURATION);
            throw unusable;
        }
    }

    private static String mediaWords(StagedoorServer server) {
        return server.emulatorApi()
                .map(api -> "Picture, sound and replays come from a local Cloudflare on this machine: " + api + "\n")
                .orElseGet(() -> "Picture and sound use UDP and TCP port " + server.mediaPort()
                        + ", open only to holders of a key or ticket.\n");
    }

    private static void announce(ServerConfig config, StagedoorServer server, long millis) {
        StringBuilder text = new StringBuilder();
        if (config.demo()) {
            text.append("""

                    This is the demo. It listens on this machine only, because its passwords are public:
                      instructor  coach@example.com / coach-demo, instructor token instructor-demo
                      member      ana@example.com / ana-demo (100 tokens)
                      member      ben@example.com / ben-demo (5 tokens)
                    """).append(mediaWords(server));
        } else if (config.instructorAccessToken().isEmpty()) {
            text.append("INSTRUCTOR_ACCESS_TOKEN is not set: the instructor area stays closed.\n");
        }
        text.append("Stagedoor is ready after ")
                .append(millis)
                .append(" ms. Data: ")
                .append(config.dataDirectory());
        text.append("\nOpen ").append(server.url()).append('\n');
        System.out.print(text);
        System.out.flush();
    }
}
