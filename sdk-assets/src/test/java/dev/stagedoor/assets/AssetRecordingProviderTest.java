package dev.stagedoor.assets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetSource;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.AssetPage;
import dev.stagedoor.core.recording.DeleteResult;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import dev.stagedoor.core.recording.StoredAsset;
import dev.stagedoor.testkit.AssetSources;
import dev.stagedoor.testkit.MemoryAssetStore;
import dev.stagedoor.testkit.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetRecordingProviderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final RecordingId YOGA = id(1);
    private static final UserId ANA = new UserId(new UUID(1, 1));
    private static final String PLAYLIST =
            "#EXTM3U\n#EXT-X-MAP:URI=\"init-1.mp4\"\n000001.m4s\n000002.m4s\n#EXT-X-ENDLIST\n";

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOW);
    private final ReplayTokens tokens = new ReplayTokens(new byte[32]);
    private final Watched store = new Watched(new MemoryAssetStore(clock));
    private AssetRecordingProvider provider;

    @BeforeEach
    void open() {
        provider = provider(store);
    }

    private AssetRecordingProvider provider(AssetStore to) {
        return new AssetRecordingProvider(
                folder.resolve("local"), to, tokens, URI.create("https://classes.example.com/"));
    }

    private static RecordingId id(int number) {
        return new RecordingId(UUID.fromString("01890000-0000-7000-8000-%012d".formatted(number)));
    }

    private Path record(RecordingId id) throws IOException {
        Path place = Files.createDirectories(folder.resolve("local").resolve(id.toString()));
        Files.writeString(place.resolve("index.m3u8"), PLAYLIST);
        Files.write(place.resolve("init-1.mp4"), new byte[700]);
        Files.write(place.resolve("000001.m4s"), new byte[5_000]);
        Files.write(place.resolve("000002.m4s"), new byte[3_000]);
        return place;
    }

    @Test
    void a_recording_is_stored_whole_and_its_playlist_last() throws IOException {
        Path local = record(YOGA);
        Files.write(local.resolve("000003.m4s.tmp"), new byte[9]);

        StoredAsset stored = provider.store(YOGA).orElseThrow();

        assertThat(stored.id()).isEqualTo(new AssetId(YOGA.toString()));
        assertThat(stored.bytes()).isEqualTo(8_700 + PLAYLIST.length());
        assertThat(store.puts)
                .containsExactly(key("000001.m4s"), key("000002.m4s"), key("init-1.mp4"), key("index.m3u8"));
        assertThat(local.resolve("index.m3u8")).exists();
    }

    @Test
    void a_node_without_the_local_copy_says_so() throws IOException {
        assertThat(provider.store(YOGA)).isEmpty();

        Path local = record(YOGA);
        Files.delete(local.resolve("index.m3u8"));
        assertThat(provider.store(YOGA)).isEmpty();
    }

    @Test
    void an_interrupted_upload_is_taken_up_where_it_stopped() throws IOException {
        record(YOGA);
        store.failAfter = 2;
        assertThatThrownBy(() -> provider.store(YOGA))
                .isInstanceOfSatisfying(
                        RecordingException.class,
                        fault -> assertThat(fault.retryable()).isTrue())
                .hasMessageContaining(YOGA.toString());
        assertThat(store.stat(key("index.m3u8"))).isEmpty();
        store.puts.clear();
        store.failAfter = Integer.MAX_VALUE;

        provider.store(YOGA);

        assertThat(store.puts).containsExactly(key("init-1.mp4"), key("index.m3u8"));
    }

    @Test
    void what_is_stored_with_other_bytes_is_stored_again() throws IOException {
        record(YOGA);
        byte[] other = new byte[5_000];
        other[4_999] = 1;
        store.put(key("000001.m4s"), AssetSources.of("video/iso.segment", other));
        store.put(key("000002.m4s"), AssetSources.of("video/iso.segment", new byte[2]));

        provider.store(YOGA);

        assertThat(bytes("000001.m4s")).isEqualTo(new byte[5_000]);
        assertThat(bytes("000002.m4s")).isEqualTo(new byte[3_000]);
    }

    @Test
    void storing_twice_gives_the_same_and_sends_nothing() throws IOException {
        record(YOGA);
        Optional<StoredAsset> first = provider.store(YOGA);
        store.puts.clear();

        assertThat(provider.store(YOGA)).isEqualTo(first);
        assertThat(store.puts).isEmpty();
    }

    @Test
    void a_store_of_files_on_the_same_disk_links_instead_of_copying() throws IOException {
        Path local = record(YOGA);
        try (FileAssetStore files = FileAssetStore.open(folder.resolve("assets"))) {
            provider(files).store(YOGA);
        }

        assertThat(Files.getAttribute(
                        folder.resolve("assets").resolve(key("000001.m4s").value()), "unix:ino"))
                .isEqualTo(Files.getAttribute(local.resolve("000001.m4s"), "unix:ino"));
    }

    @Test
    void the_local_copy_goes_and_the_stored_one_stays() throws IOException {
        Path local = record(YOGA);
        Path other = record(id(2));
        provider.store(YOGA);

        provider.dropLocal(YOGA);
        provider.dropLocal(YOGA);

        assertThat(local).doesNotExist();
        assertThat(other.resolve("index.m3u8")).exists();
        assertThat(bytes("index.m3u8")).isEqualTo(PLAYLIST.getBytes(UTF_8));
    }

    @Test
    void what_an_interrupted_drop_left_goes_with_the_next() throws IOException {
        Path local = record(YOGA);
        Files.delete(local.resolve("index.m3u8"));

        provider.dropLocal(YOGA);

        assertThat(local).doesNotExist();
    }

    @Test
    void deleting_is_done_once_and_then_done_already() throws IOException {
        record(YOGA);
        record(id(2));
        AssetId yoga = provider.store(YOGA).orElseThrow().id();
        AssetId other = provider.store(id(2)).orElseThrow().id();

        assertThat(provider.delete(yoga)).isEqualTo(new DeleteResult.Deleted());
        assertThat(provider.delete(yoga)).isEqualTo(new DeleteResult.AlreadyGone());
        assertThat(provider.list(Optional.empty(), 10).assets())
                .extracting(AssetPage.Found::id)
                .containsExactly(other);
    }

    @Test
    void what_was_never_an_asset_is_gone_already() {
        store.put(new AssetKey("thumbnails/a.jpg"), AssetSources.of("image/jpeg", new byte[1]));

        assertThat(provider.delete(new AssetId("thumbnails"))).isEqualTo(new DeleteResult.AlreadyGone());
        assertThat(provider.delete(new AssetId("../thumbnails"))).isEqualTo(new DeleteResult.AlreadyGone());
        assertThat(store.stat(new AssetKey("thumbnails/a.jpg"))).isPresent();
    }

    @Test
    void an_interrupted_deletion_leaves_no_playlist() throws IOException {
        record(YOGA);
        AssetId yoga = provider.store(YOGA).orElseThrow().id();
        store.failDeletingFolders = true;

        assertThatThrownBy(() -> provider.delete(yoga)).isInstanceOf(RecordingException.class);

        assertThat(store.stat(key("index.m3u8"))).isEmpty();
        store.failDeletingFolders = false;
        assertThat(provider.delete(yoga)).isEqualTo(new DeleteResult.Deleted());
    }

    @Test
    void a_ticket_opens_the_replay_until_the_grant_ends() throws IOException {
        record(YOGA);
        provider.store(YOGA);
        provider.dropLocal(YOGA);
        Instant end = NOW.plusSeconds(60).plusNanos(999);

        ReplayTicket ticket = provider.ticket(new ReplayGrant(YOGA, Optional.empty(), ANA, end));

        assertThat(ticket.hlsUrl()).hasToString("https://classes.example.com/hls/" + YOGA + "/main.m3u8");
        assertThat(ticket.expiresAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(ticket.toString()).doesNotContain(ticket.token());
        assertThat(tokens.read(ticket.token())).contains(new ReplayToken(YOGA, ANA, NOW.plusSeconds(60)));
        ReplayEndpoint endpoint = ReplayEndpoint.builder(folder.resolve("local"), store, tokens)
                .clock(clock)
                .build();
        ReplayRequest request = new ReplayRequest(
                "GET",
                ticket.hlsUrl().getRawPath().replace("main.m3u8", "index.m3u8"),
                Optional.empty(),
                Map.of("Authorization", List.of("Bearer " + ticket.token())),
                Optional.empty());
        try (ReplayResponse response = endpoint.handle(request)) {
            assertThat(response.body()).hasBinaryContent(PLAYLIST.getBytes(UTF_8));
        }
    }

    @Test
    void pages_list_every_recording_once_with_the_time_it_appeared() throws IOException {
        for (int i = 1; i <= 7; i++) {
            record(id(i));
            provider.store(id(i));
            clock.advance(Duration.ofMinutes(1));
        }
        store.put(new AssetKey("recordings/readme.txt"), AssetSources.of("text/plain", new byte[1]));
        store.put(new AssetKey("recordings/other/000001.m4s"), AssetSources.of("text/plain", new byte[1]));

        List<AssetPage.Found> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            AssetPage page = provider.list(after, 3);
            assertThat(page.assets()).hasSizeBetween(1, 3);
            seen.addAll(page.assets());
            after = page.next();
        } while (after.isPresent());

        assertThat(seen).hasSize(7);
        for (int i = 1; i <= 7; i++) {
            assertThat(seen.get(i - 1))
                    .isEqualTo(new AssetPage.Found(
                            new AssetId(id(i).toString()), Optional.of(id(i)), NOW.plusSeconds(60L * (i - 1))));
        }
    }

    @Test
    void an_empty_store_lists_nothing() {
        AssetPage page = provider.list(Optional.empty(), 5);

        assertThat(page.assets()).isEmpty();
        assertThat(page.next()).isEmpty();
        assertThatThrownBy(() -> provider.list(Optional.empty(), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static AssetKey key(String file) {
        return new AssetKey("recordings/" + YOGA + "/" + file);
    }

    private byte[] bytes(String file) {
        try (AssetContent content = store.read(key(file), 0, Long.MAX_VALUE).orElseThrow()) {
            return content.body().readAllBytes();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Tells what was put, and fails when told to. */
    private static final class Watched implements AssetStore {
        private final AssetStore store;
        private final List<AssetKey> puts = new ArrayList<>();
        private int failAfter = Integer.MAX_VALUE;
        private boolean failDeletingFolders;

        Watched(AssetStore store) {
            this.store = store;
        }

        @Override
        public String name() {
            return store.name();
        }

        @Override
        public AssetStat put(AssetKey key, AssetSource source) {
            if (puts.size() >= failAfter) {
                throw new AssetException("the line is cut", true, null);
            }
            puts.add(key);
            return store.put(key, source);
        }

        @Override
        public Optional<AssetStat> stat(AssetKey key) {
            return store.stat(key);
        }

        @Override
        public Optional<AssetContent> read(AssetKey key, long from, long length) {
            return store.read(key, from, length);
        }

        @Override
        public boolean delete(AssetKey key) {
            return store.delete(key);
        }

        @Override
        public int deleteFolder(AssetKey key) {
            if (failDeletingFolders) {
                throw new AssetException("the line is cut", true, null);
            }
            return store.deleteFolder(key);
        }

        @Override
        public List<AssetStat> list(AssetKey key, Optional<AssetKey> after, int limit) {
            return store.list(key, after, limit);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
