package dev.stagedoor.assets;

import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.testkit.RecordingProviderContract;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.testkit.TestPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

class FileRecordingProviderTest extends RecordingProviderContract {
    private final SettableClock clock = new SettableClock(TestPlatform.START);

    @TempDir
    Path folder = Path.of("");

    private Path home = folder;
    private int homes;

    @Override
    protected RecordingProvider emptyProvider() {
        home = folder.resolve("home" + homes++);
        return new AssetRecordingProvider(
                home.resolve("recordings"),
                FileAssetStore.open(home.resolve("assets"), clock),
                new ReplayTokens(new byte[32]),
                URI.create("https://classes.example.com"));
    }

    @Override
    protected void record(RecordingId id) {
        Path recording = home.resolve("recordings").resolve(id.toString());
        try {
            Files.createDirectories(recording);
            Files.writeString(recording.resolve("init-1.mp4"), "init of " + id);
            Files.writeString(recording.resolve("000001.m4s"), "segment of " + id);
            Files.writeString(
                    recording.resolve("index.m3u8"),
                    "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MAP:URI=\"init-1.mp4\"\n#EXTINF:4.0,\n000001.m4s\n#EXT-X-ENDLIST\n");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
