package dev.stagedoor.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The product in demo mode, as a process of its own with its own ports and data directory.
 *
 * <p>Not thread-safe: one test thread starts and stops it.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);
    private static final Pattern FAULT = Pattern.compile("\\bERROR\\b|^\\s+at [\\w.$/]+\\(|Exception: ");
    private static final String FROM_CLASS_PATH = "dev.stagedoor.server.Main";

    private final List<String> command;
    private Map<String, String> environment;
    private final Path log;
    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Process process;

    private ServerProcess(List<String> command, Map<String, String> environment, Path log, URI address) {
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.address = address;
        this.process = launch();
    }

    /** Starts the server from this JVM's class path, in demo mode with fresh data, and waits until it is ready. */
    public static ServerProcess start(String name) {
        return start(name, Map.of());
    }

    /** As {@link #start(String)}, with variables added to its environment. */
    public static ServerProcess start(String name, Map<String, String> variables) {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                FROM_CLASS_PATH);
        ServerProcess server = launch(name, command, variables);
        server.awaitReady();
        return server;
    }

    /** Launches a command that becomes the server, without waiting for it. */
    public static ServerProcess launch(String name, List<String> command, Map<String, String> variables) {
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>();
        environment.put("STAGEDOOR_DEMO", "true");
        environment.put("STAGEDOOR_PORT", Integer.toString(port));
        environment.put("STAGEDOOR_MEDIA_PORT", Integer.toString(Ports.free()));
        environment.put("STAGEDOOR_DATA_DIR", freshDirectory(name).toString());
        environment.put("CRON_SECRET", "cron-secret-of-the-tests");
        environment.putAll(variables);
        return new ServerProcess(command, environment, logFile(name), URI.create("http://localhost:" + port));
    }

    /** The address of the pages, without a slash at the end. */
    public URI address() {
        return address;
    }

    /** Where the server keeps its data. */
    public Path dataDirectory() {
        return Path.of(String.valueOf(environment.get("STAGEDOOR_DATA_DIR")));
    }

    /** The number of the operating system's process. */
    public long pid() {
        return process.pid();
    }

    /** Where the server writes what it prints. */
    public Path log() {
        return log;
    }

    /** Lines of the log that tell of a fault. */
    public List<String> faults() {
        return logLines().stream().filter(line -> FAULT.matcher(line).find()).toList();
    }

    /** Waits until the readiness door answers 200. */
    public void awaitReady() {
        Await.until("the server is ready; see " + log, READY_WITHIN, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended with " + process.exitValue() + "; it said:\n" + tail());
            }
            return isReady();
        });
    }

    /** Whether the readiness door answers 200 now. */
    public boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/readyz"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Starts a server that was stopped or killed again, on the same data and ports. */
    public void startAgain() {
        launchAgain();
        awaitReady();
    }

    /** As {@link #startAgain()}, with variables added to its environment. */
    public void startAgain(Map<String, String> variables) {
        Map<String, String> more = new HashMap<>(environment);
        more.putAll(variables);
        environment = Map.copyOf(more);
        startAgain();
    }

    /** As {@link #startAgain()}, without waiting for it. */
    public void launchAgain() {
        process = launch();
    }

    /** Ends the process at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks the process to end and waits for it. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not stop within " + STOP_WITHIN + "; see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("STAGEDOOR_"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tail() {
        List<String> lines = logLines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    private List<String> logLines() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path freshDirectory(String name) {
        try {
            return Files.createTempDirectory("stagedoor-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path logFile(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "server-logs"));
            Path file = folder.resolve(name + ".log");
            Files.deleteIfExists(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
