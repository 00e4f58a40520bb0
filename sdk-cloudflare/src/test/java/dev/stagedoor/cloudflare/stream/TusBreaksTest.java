package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TusBreaksTest {
    private static final int BREAKS = 200;
    private static final int BYTES = 7_654_321;
    private static final long SEED = 20261122;

    @TempDir
    Path folder;

    @Test
    void the_server_has_exactly_the_file_however_often_the_connection_breaks() throws IOException {
        byte[] content = new byte[BYTES];
        new SplittableRandom(SEED).nextBytes(content);
        Path file = Files.write(folder.resolve("class.mp4"), content);
        try (BreakingTusServer server = new BreakingTusServer(new SplittableRandom(SEED))) {
            while (server.breaks() < BREAKS) {
                TusUpload upload = stream(server).uploads().create(BYTES, VideoSettings.defaults());
                untilItIsThere(server, upload, file);
                assertThat(server.bytes(upload.videoUid())).isEqualTo(content);
            }
            assertThat(server.disagreements()).isZero();
        }
    }

    /** A service whose process dies whenever an upload gives up: all that is left of it is the file and the begun upload. */
    private static void untilItIsThere(BreakingTusServer server, TusUpload upload, Path file) {
        AtomicLong reached = new AtomicLong(-1);
        while (reached.get() < BYTES) {
            try {
                stream(server).uploads().chunks(TusUploads.MIN_CHUNK).send(upload, file, (received, length) -> {
                    assertThat(received).isGreaterThanOrEqualTo(reached.get());
                    reached.set(received);
                });
            } catch (CloudflareIoException givenUp) {
                assertThat(givenUp.retryable()).isTrue();
            }
        }
    }

    private static CloudflareStream stream(BreakingTusServer server) {
        FakeTime time = new FakeTime();
        return CloudflareStream.builder(StreamTest.ACCOUNT, StreamTest.TOKEN)
                .baseUrl(server.base())
                .clock(time)
                .sleeper(time)
                .random(new SplittableRandom(SEED))
                .build();
    }
}
