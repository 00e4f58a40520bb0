package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cloudflare's own client for Node, unchanged, gets from the local Cloudflare what it expects from the real one. Needs node and npm. */
@Tag("node")
class OfficialClientTest {
    private static final Path SOURCE = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node");
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        File output = folder.resolve("output.txt").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("%s ends", String.join(" ", command))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output.toPath());
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String name : List.of("package.json", "declared-types.mjs", "official-client.mjs")) {
            Files.copy(SOURCE.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(FOLDER.resolve("node_modules/cloudflare/package.json"))) {
            run(FOLDER, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
        }
    }

    @Test
    void every_method_of_the_official_client_works() throws Exception {
        install();
        try (Receiver videos = new Receiver();
                Receiver pictures = new Receiver();
                LocalCloudflare local = LocalCloudflare.builder()
                        .clock(InstantSource.system())
                        .encodingTime(Duration.ZERO)
                        .start()) {
            videos.serves(TestVideo.ofSeconds(1));
            pictures.serves(PNG);
            Api api = new Api(local);
            String live = local.beginRtmpsBroadcast(api.newRecordingInput());
            local.faults()
                    .next(Faults.callsOf("GET", "/stream/storage-usage"), Faults.rateLimited(Duration.ofSeconds(1)));

            String said = run(
                    FOLDER,
                    "node",
                    "official-client.mjs",
                    local.apiBase().toString(),
                    LocalCloudflare.API_TOKEN,
                    LocalCloudflare.ACCOUNT_ID,
                    live,
                    videos.url("/file").toString(),
                    pictures.url("/file").toString());

            assertThat(said).contains("30 checks passed");
        }
    }
}
