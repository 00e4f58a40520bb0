package dev.stagedoor.benchmarks;

import dev.stagedoor.e2e.harness.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The product as an operator starts it. */
final class Product {

    private Product() {}

    /** Starts {@code bin/serve} and waits until it is ready. */
    static ServerProcess start(String name) {
        ServerProcess server = launch(name);
        server.awaitReady();
        return server;
    }

    /** Starts {@code bin/serve} without waiting. */
    static ServerProcess launch(String name) {
        return ServerProcess.launch(name, List.of(root().resolve("bin/serve").toString()), Map.of());
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.isExecutable(directory.resolve("bin/serve"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException("run this inside the repository: no bin/serve above here");
        }
        return directory;
    }
}
