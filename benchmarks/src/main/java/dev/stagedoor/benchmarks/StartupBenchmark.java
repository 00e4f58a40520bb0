package dev.stagedoor.benchmarks;

import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Time from {@code bin/serve} to a readiness door that answers 200, and the memory of the idle server. */
final class StartupBenchmark {

    private static final int STARTS = 5;
    private static final long PROBE_NANOS = 5_000_000;
    private static final long IDLE_NANOS = 20_000_000_000L;

    private StartupBenchmark() {}

    static void run() {
        List<Double> firstStarts = new ArrayList<>();
        List<Double> laterStarts = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            try (ServerProcess server = Product.launch("bench-startup-" + i)) {
                firstStarts.add(awaitReady(server, begin));
                if (i == 0) {
                    memory.add(idleMegabytes(server));
                }
                server.close();
                begin = System.nanoTime();
                server.launchAgain();
                laterStarts.add(awaitReady(server, begin));
                processor.add(processorMillis(server));
                if (i == 0) {
                    memory.add(idleMegabytes(server));
                }
            }
        }
        print(Figures.of(firstStarts), Figures.of(laterStarts), Figures.of(processor), Figures.of(memory));
    }

    private static void print(Figures first, Figures later, Figures processor, Figures memory) {
        System.out.println(new Table("", "p50", "worst", "goal", "n")
                .row(
                        "start to ready on a fresh data directory, ms",
                        Figures.oneDecimal(first.p50()),
                        Figures.oneDecimal(first.percentile(100)),
                        "",
                        Integer.toString(first.count()))
                .row(
                        "start to ready on existing data, ms",
                        Figures.oneDecimal(later.p50()),
                        Figures.oneDecimal(later.percentile(100)),
                        "1500",
                        Integer.toString(later.count()))
                .row(
                        "processor time of that start, ms",
                        Figures.oneDecimal(processor.p50()),
                        Figures.oneDecimal(processor.percentile(100)),
                        "",
                        Integer.toString(processor.count()))
                .row(
                        "resident memory after 20 s idle, MB",
                        Figures.oneDecimal(memory.p50()),
                        Figures.oneDecimal(memory.percentile(100)),
                        "200",
                        Integer.toString(memory.count())));
    }

    private static double awaitReady(ServerProcess server, long begin) {
        while (!server.isReady()) {
            LockSupport.parkNanos(PROBE_NANOS);
            if (System.nanoTime() - begin > 60_000_000_000L) {
                throw new IllegalStateException("not ready within a minute; see " + server.log());
            }
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double processorMillis(ServerProcess server) {
        return ProcessHandle.of(server.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow()
                .toMillis();
    }

    private static double idleMegabytes(ServerProcess server) {
        Api.anonymous(server).get("/streams").expectStatus(200);
        LockSupport.parkNanos(IDLE_NANOS);
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(server.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
