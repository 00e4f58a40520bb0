package dev.stagedoor.cloudflare;

import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.testkit.RecordingProviderContract;
import dev.stagedoor.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class CloudflareRecordingsContractTest extends RecordingProviderContract {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T09:00:00Z"));
    private final List<Ground> grounds = new ArrayList<>();

    @AfterEach
    void closeAll() {
        grounds.forEach(Ground::close);
    }

    @Override
    protected RecordingProvider emptyProvider() {
        try {
            grounds.add(new Ground(Files.createTempDirectory(folder, "ground"), clock, 3));
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
        return ground().recordings();
    }

    private Ground ground() {
        return grounds.get(grounds.size() - 1);
    }

    @Override
    protected void record(RecordingId id) {
        ground().record(id, 5);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
