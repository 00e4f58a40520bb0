package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a small tus server that breaks at random, before and after it took the bytes. */
class TusUploadsTest {
    private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    private static final String UID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    @TempDir
    Path folder;

    private final List<String> created = new ArrayList<>();
    private final List<Integer> chunks = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Random breaks = new Random(1);
    private int breakPercent;
    private boolean expired;
    private HttpServer server;
    private CloudflareStream client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/client/v4/accounts/" + ACCOUNT + "/stream", this::create);
        server.createContext("/upload", this::upload);
        server.start();
        client = CloudflareStream.builder(ACCOUNT, "token")
                .baseUrl(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4"))
                .attempts(1)
                .sleeper(time -> {})
                .build();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void create(HttpExchange exchange) throws IOException {
        created.add(exchange.getRequestHeaders().getFirst("Upload-Length") + " "
                + exchange.getRequestHeaders().getFirst("Upload-Metadata") + " "
                + exchange.getRequestHeaders().getFirst("Upload-Creator") + " "
                + exchange.getRequestHeaders().getFirst("Tus-Resumable"));
        exchange.getResponseHeaders().set("Location", "/upload/secret-place");
        exchange.getResponseHeaders().set("stream-media-id", UID);
        exchange.sendResponseHeaders(201, -1);
        exchange.close();
    }

    private synchronized void upload(HttpExchange exchange) throws IOException {
        if (expired) {
            exchange.sendResponseHeaders(410, -1);
            exchange.close();
            return;
        }
        boolean patch = exchange.getRequestMethod().equals("PATCH");
        if (patch) {
            long offset = Long.parseLong(exchange.getRequestHeaders().getFirst("Upload-Offset"));
            if (offset != received.size()) {
                exchange.sendResponseHeaders(409, -1);
                exchange.close();
                return;
            }
            boolean breaksHere = breaks.nextInt(100) < breakPercent;
            byte[] content = exchange.getRequestBody().readAllBytes();
            int taken = breaksHere ? breaks.nextInt(content.length + 1) : content.length;
            received.write(content, 0, taken);
            chunks.add(content.length);
            if (breaksHere) {
                exchange.close();
                return;
            }
        }
        exchange.getResponseHeaders().set("Upload-Offset", Integer.toString(received.size()));
        exchange.sendResponseHeaders(patch ? 204 : 200, -1);
        exchange.close();
    }

    private Path file(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(7).nextBytes(content);
        return Files.write(folder.resolve("video"), content);
    }

    private void isWhole(Path file) throws IOException {
        assertThat(received.toByteArray()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void an_upload_is_announced_with_what_is_documented() {
        TusUpload upload = client.uploads()
                .create(
                        1234,
                        VideoSettings.builder()
                                .name("Yoga")
                                .creator("coach")
                                .requireSignedUrls(true)
                                .build());

        String name = Base64.getEncoder().encodeToString("Yoga".getBytes(StandardCharsets.UTF_8));
        assertThat(created).containsExactly("1234 name " + name + ",requiresignedurls dHJ1ZQ== coach 1.0.0");
        assertThat(upload.videoUid()).isEqualTo(UID);
        assertThat(upload.location().getPath()).isEqualTo("/upload/secret-place");
        assertThat(upload.toString()).doesNotContain("secret-place");
    }

    @Test
    void a_file_is_sent_in_chunks_of_the_size_that_is_allowed() throws IOException {
        Path file = file(2 * TusUploads.MIN_CHUNK + 1000);
        List<Long> heard = new ArrayList<>();

        TusUploads uploads = client.uploads().chunks(TusUploads.MIN_CHUNK);
        uploads.send(uploads.create(Files.size(file), VideoSettings.defaults()), file, (at, of) -> heard.add(at));

        isWhole(file);
        assertThat(chunks).containsExactly(TusUploads.MIN_CHUNK, TusUploads.MIN_CHUNK, 1000);
        assertThat(heard).containsExactly(0L, (long) TusUploads.MIN_CHUNK, 2L * TusUploads.MIN_CHUNK, Files.size(file));
    }

    @Test
    void whatever_breaks_and_whenever_the_file_arrives_once_and_whole() throws IOException {
        Path file = file(300_000);
        for (int seed = 0; seed < 200; seed++) {
            received = new ByteArrayOutputStream();
            breaks = new Random(seed);
            breakPercent = 60;
            TusUpload upload = client.uploads().create(Files.size(file), VideoSettings.defaults());
            for (boolean done = false; !done; ) {
                try {
                    client.uploads().send(upload, file, (at, of) -> {});
                    done = true;
                } catch (CloudflareStreamException broken) {
                    assertThat(broken.retryable()).isTrue();
                }
            }
            isWhole(file);
        }
    }

    @Test
    void a_process_that_ends_in_the_middle_is_followed_by_one_that_goes_on() throws IOException {
        Path file = file(2 * TusUploads.MIN_CHUNK);
        TusUploads uploads = client.uploads().chunks(TusUploads.MIN_CHUNK);
        TusUpload upload = uploads.create(Files.size(file), VideoSettings.defaults());
        assertThatThrownBy(() -> uploads.send(upload, file, (at, of) -> {
                    if (at > 0) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");

        uploads.send(upload, file, (at, of) -> {});

        isWhole(file);
        assertThat(chunks).hasSize(2);
    }

    @Test
    void an_upload_that_has_expired_is_a_fault_with_its_status() throws IOException {
        Path file = file(1000);
        TusUpload upload = client.uploads().create(1000, VideoSettings.defaults());
        expired = true;

        assertThatThrownBy(() -> client.uploads().send(upload, file, (at, of) -> {}))
                .isInstanceOfSatisfying(
                        CloudflareApiException.class,
                        gone -> assertThat(gone.status()).isEqualTo(410));
    }

    @Test
    void another_file_is_not_sent_in_the_place_of_the_first() throws IOException {
        TusUpload upload = client.uploads().create(999, VideoSettings.defaults());
        Path file = file(1000);

        assertThatThrownBy(() -> client.uploads().send(upload, file, (at, of) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("999");
        assertThat(received.size()).isZero();
    }

    @Test
    void chunks_have_the_sizes_that_cloudflare_takes() {
        for (int wrong : new int[] {0, TusUploads.MIN_CHUNK - 1, TusUploads.MIN_CHUNK + 1, TusUploads.MAX_CHUNK + TusUploads.CHUNK_STEP}) {
            assertThatThrownBy(() -> client.uploads().chunks(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
