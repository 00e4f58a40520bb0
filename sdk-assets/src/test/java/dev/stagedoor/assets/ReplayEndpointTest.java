package dev.stagedoor.assets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetSource;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.testkit.AssetSources;
import dev.stagedoor.testkit.MemoryAssetStore;
import dev.stagedoor.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayEndpointTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final RecordingId YOGA = new RecordingId(UUID.fromString("01890000-0000-7000-8000-000000000001"));
    private static final RecordingId PILATES = new RecordingId(UUID.fromString("01890000-0000-7000-8000-000000000002"));
    private static final UserId ANA = new UserId(new UUID(1, 1));
    private static final byte[] SEGMENT = bytes(10_000);
    private static final String PLAYLIST = """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:4
            #EXT-X-MAP:URI="init-1.mp4"
            #EXTINF:4.000,
            000001.m4s
            #EXT-X-ENDLIST
            """;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOW);
    private final ReplayTokens tokens = new ReplayTokens(new byte[32]);
    private final AssetStore store = new MemoryAssetStore(clock);
    private ReplayEndpoint endpoint;

    @BeforeEach
    void storeARecording() {
        endpoint = builder(store).build();
        stored("recordings/" + YOGA + "/index.m3u8", PLAYLIST.getBytes(UTF_8));
        stored("recordings/" + YOGA + "/init-1.mp4", bytes(700));
        stored("recordings/" + YOGA + "/000001.m4s", SEGMENT);
        stored("recordings/" + PILATES + "/000001.m4s", bytes(5));
        stored("thumbnails/secret.jpg", bytes(5));
    }

    private ReplayEndpoint.Builder builder(AssetStore from) {
        return ReplayEndpoint.builder(folder.resolve("local"), from, tokens).clock(clock);
    }

    private void stored(String key, byte[] bytes) {
        store.put(new AssetKey(key), AssetSources.of("application/octet-stream", bytes));
    }

    private Path local(String file) throws IOException {
        Path place = folder.resolve("local").resolve(YOGA.toString()).resolve(file);
        Files.createDirectories(place.getParent());
        return place;
    }

    @Test
    void a_segment_is_served_to_the_holder_of_the_token() {
        Answer answer = get("/hls/" + YOGA + "/000001.m4s");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(SEGMENT);
        assertThat(answer.length()).isEqualTo(10_000);
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({"index.m3u8, application/vnd.apple.mpegurl", "init-1.mp4, video/mp4", "000001.m4s, video/iso.segment"})
    void every_file_has_its_media_type(String file, String type) {
        assertThat(get("/hls/" + YOGA + "/" + file).header("Content-Type")).isEqualTo(type);
    }

    @Test
    void a_prefix_before_hls_is_the_applications() {
        assertThat(get("/live/hls/" + YOGA + "/000001.m4s").status()).isEqualTo(200);
    }

    @Test
    void this_nodes_own_copy_comes_first() throws IOException {
        Files.write(local("000001.m4s"), bytes(9));
        assertThat(get("/hls/" + YOGA + "/000001.m4s").body()).isEqualTo(bytes(9));

        Files.delete(local("000001.m4s"));
        assertThat(get("/hls/" + YOGA + "/000001.m4s").body()).isEqualTo(SEGMENT);
    }

    @Test
    void a_link_in_this_nodes_copy_leads_nowhere() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(local("000009.m4s"), secret);

        assertThat(get("/hls/" + YOGA + "/000009.m4s").status()).isEqualTo(404);
    }

    @Test
    void the_token_comes_by_header_query_or_cookie() {
        String path = "/hls/" + YOGA + "/000001.m4s";
        String token = token(YOGA, NOW.plusSeconds(60));

        assertThat(ask("GET", path, Optional.of("token=" + token), Map.of(), Optional.empty())
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET", path, Optional.of("a=b&token=" + token + "&c"), Map.of(), Optional.empty())
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET", path, Optional.empty(), Map.of(), Optional.of(token))
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET", path, Optional.empty(), Map.of("authorization", "bearer " + token), Optional.empty())
                        .status())
                .isEqualTo(200);
        assertThat(ask(
                                "GET",
                                path,
                                Optional.of("token=" + token),
                                Map.of("Authorization", "Bearer of-something-else"),
                                Optional.of("old"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void without_a_token_nothing_opens() {
        Answer answer = ask("GET", "/hls/" + YOGA + "/000001.m4s", Optional.empty(), Map.of(), Optional.empty());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.code()).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token=", "token=%zz", "token=forged", "token=forged.signature", "t=1", "", "&&=", "token"})
    void a_forged_token_opens_nothing(String query) {
        Answer answer = ask("GET", "/hls/" + YOGA + "/000001.m4s", Optional.of(query), Map.of(), Optional.empty());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
    }

    @Test
    void a_token_opens_up_to_its_end_and_no_longer() {
        String token = token(YOGA, NOW.plusSeconds(60));
        clock.advance(Duration.ofMillis(59_999));
        assertThat(get("/hls/" + YOGA + "/000001.m4s", token).status()).isEqualTo(200);

        clock.advance(Duration.ofMillis(1));
        Answer late = get("/hls/" + YOGA + "/000001.m4s", token);
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.code()).isEqualTo("token_expired");
    }

    @Test
    void a_token_for_another_recording_gets_one_answer_whether_that_is_there_or_not() {
        String token = token(YOGA, NOW.plusSeconds(60));
        RecordingId nothing = new RecordingId(new UUID(5, 5));

        Answer there = get("/hls/" + PILATES + "/000001.m4s", token);
        Answer missingFile = get("/hls/" + PILATES + "/000009.m4s", token);
        Answer missingRecording = get("/hls/" + nothing + "/000001.m4s", token);

        assertThat(there.status()).isEqualTo(403);
        assertThat(there.code()).isEqualTo("forbidden");
        assertThat(missingFile).usingRecursiveComparison().isEqualTo(there);
        assertThat(missingRecording).usingRecursiveComparison().isEqualTo(there);
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertThat(get("/hls/" + YOGA + "/000002.m4s").status()).isEqualTo(404);
        assertThat(get("/hls/" + YOGA + "/other.m3u8").status()).isEqualTo(404);
        assertThat(get("/hls/" + YOGA + "/000002.m4s").code()).isEqualTo("recording_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hls/{id}/../{other}/000001.m4s",
                "/hls/{id}/..%2f{other}%2f000001.m4s",
                "/hls/{id}/%2e%2e/{other}/000001.m4s",
                "/hls/{id}/%2e%2e%5c{other}%5c000001.m4s",
                "/hls/{id}/..\\{other}\\000001.m4s",
                "/hls/{id}//etc/passwd",
                "/hls/{id}/etc/passwd",
                "/hls/{id}/%2fetc%2fpasswd",
                "/hls/{id}/000001.m4s%00.m3u8",
                "/hls/{id}/000001.m4s\u0000.m3u8",
                "/hls/{id}/000001.m4s/",
                "/hls/{id}/000001.m4s;x=.m4s",
                "/hls/{id}/.000001.m4s",
                "/hls/{id}/000001.M4S",
                "/hls/{id}/secret.jpg",
                "/hls/{id}/",
                "/hls/{id}",
                "/hls/",
                "/hls/../thumbnails/secret.jpg",
                "/hls/{id}/../../thumbnails/secret.m4s",
                "/hls/x{id}/000001.m4s",
                "/hls/01890000-0000-7000-8000-1/000001.m4s",
                "/hls/------------------------------------/000001.m4s",
                "/hls/{id}/\u202e000001.m4s",
                "/hls/{id}/000001.m4s\n",
                "hls/{id}/000001.m4s",
                ""
            })
    void a_crafted_path_is_no_file(String path) {
        Answer answer = get(
                path.replace("{id}", YOGA.toString()).replace("{other}", PILATES.toString()),
                token(YOGA, NOW.plusSeconds(60)));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("recording_not_found");
        assertThat(answer.text()).doesNotContain("passwd", "secret");
    }

    @Test
    void only_reading_is_offered() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
            Answer answer = ask(method, "/hls/" + YOGA + "/000001.m4s", Optional.empty(), Map.of(), Optional.empty());
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        }
    }

    @Test
    void head_tells_what_get_would_tell_without_the_bytes() {
        for (String file : List.of("index.m3u8", "000001.m4s", "nothing.m4s")) {
            Answer get = ask("GET", file, Map.of());
            Answer head = ask("HEAD", file, Map.of());
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.headers()).isEqualTo(get.headers());
            assertThat(head.length()).isEqualTo(get.length()).isEqualTo(get.body().length);
            assertThat(head.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=9990-, 9990, 10",
        "bytes=9990-20000, 9990, 10",
        "bytes=-10, 9990, 10",
        "bytes=-20000, 0, 10000",
        "BYTES=5-6, 5, 2",
        "bytes=9999-9999, 9999, 1",
        "bytes=0-, 0, 10000"
    })
    void a_range_is_answered_with_exactly_that_part(String range, int from, int length) {
        Answer answer = ask("GET", "000001.m4s", Map.of("Range", range));

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes " + from + "-" + (from + length - 1) + "/10000");
        assertThat(answer.length()).isEqualTo(length);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(SEGMENT, from, from + length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10000-", "bytes=10000-10001", "bytes=-0", "bytes=999999999999999999-"})
    void a_range_behind_the_end_is_416_with_the_length(String range) {
        Answer answer = ask("GET", "000001.m4s", Map.of("Range", range));

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */10000");
        assertThat(answer.code()).isEqualTo("range_not_satisfiable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=5-4",
                "bytes=-",
                "bytes=a-b",
                "bytes=0-1,3-4",
                "items=0-1",
                "0-1",
                "bytes",
                "",
                "bytes=99999999999999999999-",
                "bytes=--1",
                "bytes=1--1",
                "bytes=0x1-2"
            })
    void what_is_no_single_range_is_ignored(String range) {
        Answer answer = ask("GET", "000001.m4s", Map.of("Range", range));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(SEGMENT);
    }

    @Test
    void a_playlist_has_ranges_too() {
        Answer answer = ask("GET", "index.m3u8", Map.of("Range", "bytes=0-6"));

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.text()).isEqualTo("#EXTM3U");
    }

    @Test
    void a_range_of_another_version_gets_the_whole() {
        String tag = get("/hls/" + YOGA + "/000001.m4s").header("ETag");

        assertThat(ask("GET", "000001.m4s", Map.of("Range", "bytes=0-9", "If-Range", tag))
                        .status())
                .isEqualTo(206);
        for (String other : List.of("\"other\"", "W/" + tag, "Sun, 01 Mar 2026 10:00:00 GMT")) {
            Answer answer = ask("GET", "000001.m4s", Map.of("Range", "bytes=0-9", "If-Range", other));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(SEGMENT);
        }
    }

    @Test
    void a_client_that_has_the_file_is_told_so() {
        for (String file : List.of("000001.m4s", "index.m3u8")) {
            String tag = ask("GET", file, Map.of()).header("ETag");
            for (String value : List.of(tag, "\"x\", " + tag, "W/" + tag, "*")) {
                Answer answer = ask("GET", file, Map.of("If-None-Match", value));
                assertThat(answer.status()).isEqualTo(304);
                assertThat(answer.header("ETag")).isEqualTo(tag);
                assertThat(answer.body()).isEmpty();
            }
            assertThat(ask("GET", file, Map.of("If-None-Match", "\"x\"")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_file_keeps_its_tag_when_it_moves_to_the_store() throws IOException {
        Files.write(local("000001.m4s"), SEGMENT);
        String here = ask("GET", "000001.m4s", Map.of()).header("ETag");
        clock.advance(Duration.ofSeconds(10));
        Files.delete(local("000001.m4s"));

        assertThat(ask("GET", "000001.m4s", Map.of()).header("ETag")).isEqualTo(here);
    }

    @Test
    void a_segment_may_be_kept_by_the_viewers_browser_as_long_as_the_token_opens() {
        assertThat(get("/hls/" + YOGA + "/000001.m4s", token(YOGA, NOW.plusSeconds(90)))
                        .header("Cache-Control"))
                .isEqualTo("private, max-age=90, immutable");
        assertThat(get("/hls/" + YOGA + "/000001.m4s", token(YOGA, NOW.plus(Duration.ofDays(60))))
                        .header("Cache-Control"))
                .isEqualTo("private, max-age=604800, immutable");
    }

    @Test
    void a_running_playlist_is_kept_by_nobody_and_a_finished_one_is_asked_for_again() {
        assertThat(ask("GET", "index.m3u8", Map.of()).header("Cache-Control")).isEqualTo("private, no-cache");

        stored(
                "recordings/" + YOGA + "/index.m3u8",
                PLAYLIST.replace("#EXT-X-ENDLIST", "").getBytes(UTF_8));
        assertThat(ask("GET", "index.m3u8", Map.of()).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_token_of_the_query_is_handed_on_to_what_the_playlist_names() {
        String token = token(YOGA, NOW.plusSeconds(60));
        stored("recordings/" + YOGA + "/index.m3u8", """
                #EXTM3U
                # a remark with URI="no.mp4"
                #EXT-X-MAP:URI="init-1.mp4",BYTERANGE="1@2"
                #EXT-X-MEDIA:TYPE=AUDIO,URI="a.m3u8?x=1"
                #EXT-X-KEY:METHOD=AES-128,URI="https://elsewhere.example.com/key"

                000001.m4s
                //elsewhere.example.com/000002.m4s
                """.getBytes(UTF_8));

        Answer answer =
                ask("GET", "/hls/" + YOGA + "/index.m3u8", Optional.of("token=" + token), Map.of(), Optional.empty());

        assertThat(answer.text()).isEqualTo("""
                #EXTM3U
                # a remark with URI="no.mp4"
                #EXT-X-MAP:URI="init-1.mp4?token=TOKEN",BYTERANGE="1@2"
                #EXT-X-MEDIA:TYPE=AUDIO,URI="a.m3u8?x=1&token=TOKEN"
                #EXT-X-KEY:METHOD=AES-128,URI="https://elsewhere.example.com/key"

                000001.m4s?token=TOKEN
                //elsewhere.example.com/000002.m4s
                """.replace("TOKEN", token));
        assertThat(answer.length()).isEqualTo(answer.body().length);
    }

    @Test
    void a_token_of_a_header_or_cookie_stays_out_of_the_playlist() {
        assertThat(ask("GET", "index.m3u8", Map.of()).text()).isEqualTo(PLAYLIST);
    }

    @Test
    void a_right_that_was_taken_back_stops_opening_within_seconds() {
        AtomicReference<Boolean> allowed = new AtomicReference<>(true);
        endpoint = builder(store).gate((recording, user) -> allowed.get()).build();
        assertThat(ask("GET", "000001.m4s", Map.of()).status()).isEqualTo(200);

        allowed.set(false);
        assertThat(ask("GET", "000001.m4s", Map.of()).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(5));
        assertThat(ask("GET", "000001.m4s", Map.of()).status()).isEqualTo(403);

        allowed.set(true);
        clock.advance(Duration.ofSeconds(5));
        assertThat(ask("GET", "000001.m4s", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void the_gate_is_asked_once_in_a_while_for_each_person() {
        AtomicInteger asked = new AtomicInteger();
        endpoint = builder(store)
                .gate((recording, user) -> recording.equals(YOGA) && user.equals(ANA) && asked.incrementAndGet() > 0)
                .build();

        for (int i = 0; i < 10; i++) {
            assertThat(ask("GET", "000001.m4s", Map.of()).status()).isEqualTo(200);
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void a_gate_that_does_not_answer_opens_nothing() {
        endpoint = builder(store)
                .gate((recording, user) -> {
                    throw new IllegalStateException("the database is down");
                })
                .build();

        Answer answer = ask("GET", "000001.m4s", Map.of());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("replay_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.text()).doesNotContain("database");
    }

    @Test
    void a_store_that_fails_is_told_without_its_secrets() {
        endpoint = builder(new Failing(true)).build();
        assertThat(ask("GET", "000001.m4s", Map.of()).status()).isEqualTo(503);
        assertThat(ask("GET", "index.m3u8", Map.of()).text()).doesNotContain("bucket");

        endpoint = builder(new Failing(false)).build();
        assertThat(ask("GET", "000001.m4s", Map.of()).status()).isEqualTo(500);
    }

    @Test
    void an_empty_file_is_served() {
        stored("recordings/" + YOGA + "/000007.m4s", new byte[0]);

        assertThat(ask("GET", "000007.m4s", Map.of()).length()).isZero();
        assertThat(ask("GET", "000007.m4s", Map.of("If-None-Match", "\"x\"")).status())
                .isEqualTo(200);
        assertThat(ask("GET", "000007.m4s", Map.of("Range", "bytes=0-")).status())
                .isEqualTo(416);
    }

    @Test
    void a_request_shows_no_secret_when_it_is_logged() {
        ReplayRequest request = new ReplayRequest(
                "get",
                "/hls/x",
                Optional.of("token=s3cret"),
                Map.of("Authorization", List.of("s3cret")),
                Optional.of("s3cret"));

        assertThat(request.toString()).doesNotContain("s3cret");
    }

    private String token(RecordingId recording, Instant end) {
        return tokens.sign(new ReplayToken(recording, ANA, end));
    }

    private Answer get(String path) {
        return get(path, token(YOGA, clock.instant().plusSeconds(60)));
    }

    private Answer get(String path, String token) {
        return ask("GET", path, Optional.empty(), Map.of("Authorization", "Bearer " + token), Optional.empty());
    }

    private Answer ask(String method, String file, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Authorization", "Bearer " + token(YOGA, clock.instant().plusSeconds(60)));
        return ask(method, "/hls/" + YOGA + "/" + file, Optional.empty(), all, Optional.empty());
    }

    private Answer ask(
            String method, String path, Optional<String> query, Map<String, String> headers, Optional<String> cookie) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        headers.forEach((name, value) -> lines.put(name, List.of(value)));
        try (ReplayResponse response = endpoint.handle(new ReplayRequest(method, path, query, lines, cookie))) {
            Map<String, String> told = new LinkedHashMap<>();
            response.headers().forEach(header -> told.put(header.name(), header.value()));
            return new Answer(
                    response.status(), told, response.length(), response.body().readAllBytes());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private record Answer(int status, Map<String, String> headers, long length, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String text() {
            return new String(body, UTF_8);
        }

        String code() {
            return text().replaceAll(".*\"code\":\"([a-z_]+)\".*", "$1");
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private record Failing(boolean retryable) implements AssetStore {
        private AssetException fault() {
            return new AssetException("bucket secret-bucket does not answer", retryable, null);
        }

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public AssetStat put(AssetKey key, AssetSource source) {
            throw fault();
        }

        @Override
        public Optional<AssetStat> stat(AssetKey key) {
            throw fault();
        }

        @Override
        public Optional<AssetContent> read(AssetKey key, long from, long length) {
            throw fault();
        }

        @Override
        public boolean delete(AssetKey key) {
            throw fault();
        }

        @Override
        public int deleteFolder(AssetKey key) {
            throw fault();
        }

        @Override
        public List<AssetStat> list(AssetKey key, Optional<AssetKey> after, int limit) {
            throw fault();
        }

        @Override
        public void close() {
            // nothing
        }
    }
}
