package dev.stagedoor.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetSource;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.testkit.AssetSources;
import dev.stagedoor.testkit.AtOnce;
import dev.stagedoor.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAssetStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final AssetKey KEY = new AssetKey("recordings/1/000001.m4s");
    private static final AssetKey FOLDER = new AssetKey("recordings/1");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOW);

    private AssetStore open() {
        return FileAssetStore.open(folder.resolve("assets"), clock);
    }

    private Path file(String name) {
        return folder.resolve("assets").resolve(name);
    }

    private static AssetSource source(int bytes) {
        return AssetSources.of("video/iso.segment", new byte[bytes]);
    }

    @Test
    void a_file_is_a_plain_file_of_its_name_and_its_time_is_the_clocks() throws IOException {
        AssetStore store = open();

        assertThat(store.put(KEY, source(7)).storedAt()).isEqualTo(NOW);
        assertThat(file(KEY.value())).hasBinaryContent(new byte[7]);
        assertThat(all(folder)).containsExactly("assets/recordings/1/000001.m4s");
    }

    @Test
    void what_was_stored_is_there_after_a_restart() {
        AssetKey odd = new AssetKey("pictures/1.bin");
        open().put(odd, AssetSources.of("image/jpeg", new byte[9]));

        assertThat(open().read(odd, 0, 100)).hasValueSatisfying(content -> {
            assertThat(content.contentType()).isEqualTo("image/jpeg");
            assertThat(content.length()).isEqualTo(9);
        });
    }

    @Test
    void a_file_that_somebody_replaced_by_hand_has_the_type_of_its_name() throws IOException {
        AssetKey odd = new AssetKey("pictures/1.txt");
        AssetStore store = open();
        store.put(odd, AssetSources.of("image/jpeg", new byte[9]));
        Files.writeString(file(odd.value()), "by hand");

        assertThat(store.read(odd, 0, 100).orElseThrow().contentType()).isEqualTo("text/plain");
    }

    @Test
    void a_link_out_of_the_folder_is_no_file() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        AssetStore store = open();
        store.put(KEY, source(1));
        AssetKey link = new AssetKey("recordings/1/link");
        Files.createSymbolicLink(file(link.value()), secret);

        assertThat(store.stat(link)).isEmpty();
        assertThat(store.read(link, 0, 10)).isEmpty();
        assertThat(store.delete(link)).isFalse();
        assertThat(store.list(FOLDER, Optional.empty(), 10)).hasSize(1);
        assertThat(secret).hasContent("secret");
    }

    @Test
    void a_link_to_a_folder_is_no_folder() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        AssetStore store = open();
        Files.createSymbolicLink(file("recordings"), outside);
        AssetKey secret = new AssetKey("recordings/secret");

        assertThat(store.read(secret, 0, 10)).isEmpty();
        assertThat(store.list(new AssetKey("recordings"), Optional.empty(), 10)).isEmpty();
        assertThat(store.deleteFolder(new AssetKey("recordings"))).isZero();
        assertThatThrownBy(() -> store.put(secret, source(1))).isInstanceOf(AssetException.class);
        assertThat(outside.resolve("secret")).hasContent("secret");
    }

    @Test
    void deleting_a_folder_deletes_links_in_it_and_not_what_they_lead_to() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        AssetStore store = open();
        store.put(KEY, source(1));
        Files.createSymbolicLink(file("recordings/1/link"), outside);

        assertThat(store.deleteFolder(FOLDER)).isEqualTo(1);
        assertThat(file("recordings")).doesNotExist();
        assertThat(outside.resolve("secret")).hasContent("secret");
    }

    @Test
    void a_replaced_file_is_written_anew_and_not_into_what_a_link_leads_to() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        AssetStore store = open();
        Files.createDirectories(file("recordings/1"));
        Files.createSymbolicLink(file(KEY.value()), secret);

        store.put(KEY, source(3));

        assertThat(file(KEY.value())).isRegularFile().hasBinaryContent(new byte[3]);
        assertThat(secret).hasContent("secret");
    }

    @Test
    void what_a_crash_left_behind_is_cleared_out_at_the_next_start() throws IOException {
        open();
        Path old = Files.write(part(NOW.minusSeconds(3 * 3600)), new byte[9]);
        Path running = Files.write(part(NOW.minusSeconds(60)), new byte[9]);

        open();

        assertThat(old).doesNotExist();
        assertThat(running).exists();
    }

    private Path part(Instant begun) {
        return file(".incoming").resolve(begun.toEpochMilli() + "-1-1.part");
    }

    @Test
    void a_refused_file_leaves_nothing_aside() throws IOException {
        AssetStore store = open();
        List<AssetSource> bad = List.of(
                AssetSources.breakingAfter(new byte[100_000], 70_000),
                AssetSources.withWrongChecksum(new byte[10]),
                AssetSources.goingOnAfter(new byte[10], 1));
        for (AssetSource source : bad) {
            assertThatThrownBy(() -> store.put(KEY, source)).isInstanceOf(AssetException.class);
        }

        assertThat(all(folder)).isEmpty();
    }

    @Test
    void a_file_is_stored_while_the_last_one_of_its_folder_is_deleted() {
        AssetStore store = open();
        AssetKey last = new AssetKey("r/1/last");
        AssetKey coming = new AssetKey("r/1/coming");
        for (int round = 0; round < 100; round++) {
            store.put(last, source(1));
            store.delete(coming);

            AtOnce.callAll(List.<Callable<Object>>of(() -> store.delete(last), () -> store.put(coming, source(2))));

            assertThat(store.stat(coming)).as("round %d", round).isPresent();
            assertThat(store.stat(last)).isEmpty();
        }
    }

    @Test
    void bytes_in_memory_are_a_source_too() {
        AssetStore store = open();
        AssetKey picture = new AssetKey("thumbnails/1/picture.jpg");

        store.put(picture, new BytesAssetSource(new byte[] {1, 2, 3}, "image/jpeg"));

        assertThat(file(picture.value())).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void a_file_on_the_same_disk_is_linked_and_not_copied() throws IOException {
        Path local = Files.write(folder.resolve("000001.m4s"), new byte[1000]);
        AssetStore store = open();

        store.put(KEY, FileAssetSource.of(local));

        assertThat(Files.getAttribute(file(KEY.value()), "unix:ino")).isEqualTo(Files.getAttribute(local, "unix:ino"));
        Files.delete(local);
        assertThat(file(KEY.value())).hasBinaryContent(new byte[1000]);
    }

    @Test
    void a_file_that_changed_since_it_was_looked_at_is_refused() throws IOException {
        Path local = Files.write(folder.resolve("000001.m4s"), new byte[1000]);
        AssetStore store = open();
        FileAssetSource source = FileAssetSource.of(local);
        byte[] other = new byte[1000];
        Arrays.fill(other, (byte) 1);
        Files.write(local, other);

        assertThatThrownBy(() -> store.put(KEY, source)).isInstanceOf(AssetException.class);
        assertThat(store.stat(KEY)).isEmpty();
        assertThat(local).hasBinaryContent(other);
    }

    @Test
    void a_link_as_a_source_is_copied() throws IOException {
        Path local = Files.write(folder.resolve("real"), new byte[10]);
        Path link = Files.createSymbolicLink(folder.resolve("000001.m4s"), local);

        open().put(KEY, FileAssetSource.of(link));

        assertThat(Files.isSymbolicLink(file(KEY.value()))).isFalse();
        assertThat(file(KEY.value())).hasBinaryContent(new byte[10]);
    }

    @Test
    void a_full_disk_is_told_with_what_to_do_and_leaves_nothing_half_there() throws IOException {
        try (FileSystem small = diskOf(300_000)) {
            AssetStore store = FileAssetStore.open(small.getPath("/assets"), clock);
            store.put(KEY, source(100_000));

            assertThatThrownBy(() -> store.put(KEY, source(400_000)))
                    .isInstanceOfSatisfying(
                            AssetException.class,
                            fault -> assertThat(fault.retryable()).isTrue())
                    .hasMessageContainingAll(KEY.value(), "full", "free some space", "nothing was stored");

            assertThat(store.stat(KEY).orElseThrow().bytes()).isEqualTo(100_000);
            assertThat(all(small.getPath("/"))).containsExactly("assets/recordings/1/000001.m4s");
        }
    }

    @Test
    void a_disk_that_fills_up_while_writing_is_told_alike() throws IOException {
        try (FileSystem small = diskOf(300_000)) {
            AssetStore store = FileAssetStore.open(small.getPath("/assets"), clock);
            byte[] more = new byte[400_000];
            AssetSource saysLess = AssetSources.goingOnAfter(more, 0);
            AssetSource source = new Announcing(saysLess, small.getPath("/filler"));

            assertThatThrownBy(() -> store.put(KEY, source))
                    .isInstanceOf(AssetException.class)
                    .hasMessageContainingAll("full", "free some space");

            assertThat(store.stat(KEY)).isEmpty();
            assertThat(all(small.getPath("/assets"))).isEmpty();
        }
    }

    /** Fits when asked, and fills the disk before it gives its bytes. */
    private record Announcing(AssetSource source, Path filler) implements AssetSource {
        @Override
        public long bytes() {
            return 200_000;
        }

        @Override
        public String sha256() {
            return source.sha256();
        }

        @Override
        public String contentType() {
            return source.contentType();
        }

        @Override
        public InputStream open() throws IOException {
            Files.write(filler, new byte[200_000]);
            return source.open();
        }
    }

    private static FileSystem diskOf(int bytes) {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setMaxSize(bytes)
                .setBlockSize(1_000)
                .setMaxCacheSize(0)
                .build());
    }

    @Test
    void a_folder_that_cannot_be_made_is_told_at_the_start() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> FileAssetStore.open(file))
                .isInstanceOf(AssetException.class)
                .hasMessageContainingAll("file", "must be a folder");
    }

    @Test
    void a_name_too_long_for_the_disk_is_refused_and_is_not_there() {
        AssetStore store = open();
        AssetKey key = new AssetKey("r/" + "a".repeat(400));

        assertThat(store.stat(key)).isEmpty();
        assertThat(store.read(key, 0, 1)).isEmpty();
        assertThatThrownBy(() -> store.put(key, source(1))).isInstanceOf(AssetException.class);
        assertThat(store.delete(key)).isFalse();
    }

    private static List<String> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
