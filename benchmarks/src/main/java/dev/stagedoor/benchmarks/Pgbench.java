package dev.stagedoor.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs the same statements as plain SQL by PostgreSQL's own load generator, which must be on the path. */
final class Pgbench {
    private final int port;

    Pgbench(int port) {
        this.port = port;
    }

    static String version() {
        return output(List.of("pgbench", "--version"), Path.of("")).strip();
    }

    EnrollmentRun run(EnrollmentLoad load, int seconds) {
        return run(load, seconds, load.pgbenchScript(), "postgres");
    }

    /** Runs another script with the load's clients and numbers, in another database of the server. */
    EnrollmentRun run(EnrollmentLoad load, int seconds, String sql, String database) {
        try {
            Path folder = Files.createTempDirectory("stagedoor-pgbench-");
            Path script = Files.writeString(folder.resolve("script.sql"), sql);
            output(command(load, seconds, script, database), folder);
            EnrollmentRun run = new EnrollmentRun(seconds, latencies(folder));
            delete(folder);
            return run;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private List<String> command(EnrollmentLoad load, int seconds, Path script, String database) {
        return List.of(
                "pgbench",
                "--host=localhost",
                "--port=" + port,
                "--username=postgres",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + load.clients(),
                "--jobs=" + Math.min(2, load.clients()),
                "--time=" + seconds,
                "--define=base=" + load.base(),
                "--define=clients=" + load.clients(),
                "--define=n=0",
                "--log",
                "--file=" + script,
                database);
    }

    /** Lines of the log: client, transaction, microseconds, ... */
    private static List<Double> latencies(Path folder) throws IOException {
        List<Double> millis = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.getFileName().toString().startsWith("pgbench_log"))
                    .toList()) {
                Files.readAllLines(file)
                        .forEach(line -> millis.add(Double.parseDouble(line.split(" ", -1)[2]) / 1_000));
            }
        }
        return millis;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String output(List<String> command, Path folder) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toString().isEmpty() ? null : folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
            }
            return said;
        } catch (IOException fault) {
            throw new UncheckedIOException("pgbench is needed on the path (Debian: postgresql-contrib)", fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
