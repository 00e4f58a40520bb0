package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetSource;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link AssetStore} promises. */
public abstract class AssetStoreContract {
    private static final long SEED = 20_261_126L;
    private static final long WHOLE = Long.MAX_VALUE;
    private static final AssetKey SEGMENT = new AssetKey("recordings/01/000001.m4s");
    private static final byte[] BYTES = bytes(1, 10_000);
    private static final byte[] OTHER = bytes(2, 7_000);

    private @Nullable AssetStore opened;

    /** {@return a store that holds no files; called once a test} */
    protected abstract AssetStore store();

    @BeforeEach
    void open() {
        opened = store();
    }

    @AfterEach
    void closeTwice() {
        files().close();
        files().close();
    }

    /** {@return the store of this test} */
    protected final AssetStore files() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void has_a_short_name() {
        assertThat(files().name()).hasSizeBetween(1, 30).doesNotContainAnyWhitespaces();
    }

    @Test
    void what_was_put_comes_back_with_its_type() {
        AssetStat stat = put(SEGMENT, "video/iso.segment", BYTES);

        assertThat(stat.key()).isEqualTo(SEGMENT);
        assertThat(stat.bytes()).isEqualTo(BYTES.length);
        assertThat(files().stat(SEGMENT)).contains(stat);
        try (AssetContent content = files().read(SEGMENT, 0, WHOLE).orElseThrow()) {
            assertThat(content.stat()).isEqualTo(stat);
            assertThat(content.contentType()).isEqualTo("video/iso.segment");
            assertThat(content.from()).isZero();
            assertThat(content.length()).isEqualTo(BYTES.length);
            assertThat(content.body().readAllBytes()).isEqualTo(BYTES);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void a_type_that_does_not_go_with_the_name_is_kept_too() {
        AssetKey odd = new AssetKey("pictures/cover.bin");
        put(odd, "image/jpeg", BYTES);
        assertThat(typeOf(odd)).isEqualTo("image/jpeg");

        put(odd, "image/png", BYTES);
        assertThat(typeOf(odd)).isEqualTo("image/png");
    }

    @Test
    void an_empty_file_is_a_file() {
        put(SEGMENT, "video/mp4", new byte[0]);

        assertThat(files().stat(SEGMENT).orElseThrow().bytes()).isZero();
        assertThat(whole(SEGMENT)).contains(new byte[0]);
    }

    @Test
    void a_file_of_many_megabytes_comes_back_as_it_was() {
        byte[] large = bytes(3, 9 * 1024 * 1024 + 7);
        put(SEGMENT, "video/mp4", large);

        assertThat(AssetSources.sha256(whole(SEGMENT).orElseThrow())).isEqualTo(AssetSources.sha256(large));
        assertThat(part(SEGMENT, large.length - 5, 100))
                .isEqualTo(Arrays.copyOfRange(large, large.length - 5, large.length));
    }

    @Test
    void what_is_not_there_is_empty_and_deleting_it_is_success() {
        assertThat(files().stat(SEGMENT)).isEmpty();
        assertThat(files().read(SEGMENT, 0, 1)).isEmpty();
        assertThat(files().delete(SEGMENT)).isFalse();
        assertThat(files().deleteFolder(new AssetKey("recordings"))).isZero();
        assertThat(names("recordings", Optional.empty(), 10)).isEmpty();
    }

    @Test
    void a_second_file_of_a_name_replaces_the_first() {
        put(SEGMENT, "video/mp4", BYTES);
        AssetStat second = put(SEGMENT, "video/mp4", OTHER);

        assertThat(files().stat(SEGMENT)).contains(second);
        assertThat(whole(SEGMENT)).contains(OTHER);
        assertThat(names("recordings", Optional.empty(), 10)).containsExactly(SEGMENT.value());
    }

    @Test
    void bytes_of_another_checksum_are_refused_and_nothing_is_stored() {
        refused(AssetSources.withWrongChecksum(BYTES));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9_999})
    void a_source_that_ends_too_early_is_refused_and_nothing_is_stored(int given) {
        refused(AssetSources.endingAfter(BYTES, given));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void a_source_that_goes_on_too_long_is_refused_and_nothing_is_stored(int more) {
        refused(AssetSources.goingOnAfter(BYTES, more));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 9_999})
    void a_source_that_breaks_off_is_refused_and_nothing_is_stored(int given) {
        refused(AssetSources.breakingAfter(BYTES, given));
    }

    private void refused(AssetSource source) {
        assertThatThrownBy(() -> files().put(SEGMENT, source)).isInstanceOf(AssetException.class);

        assertThat(files().stat(SEGMENT)).isEmpty();
        assertThat(files().read(SEGMENT, 0, WHOLE)).isEmpty();
        assertThat(names("recordings", Optional.empty(), 10)).isEmpty();
    }

    @Test
    void a_refused_file_leaves_the_one_before_as_it_was() {
        AssetStat before = put(SEGMENT, "video/mp4", BYTES);
        List<AssetSource> bad = List.of(
                AssetSources.withWrongChecksum(OTHER),
                AssetSources.endingAfter(OTHER, 3),
                AssetSources.goingOnAfter(OTHER, 3),
                AssetSources.breakingAfter(OTHER, 3));

        for (AssetSource source : bad) {
            assertThatThrownBy(() -> files().put(SEGMENT, source)).isInstanceOf(AssetException.class);
        }

        assertThat(files().stat(SEGMENT)).contains(before);
        assertThat(whole(SEGMENT)).contains(BYTES);
    }

    @Test
    void a_file_that_was_refused_can_be_put_again() {
        assertThatThrownBy(() -> files().put(SEGMENT, AssetSources.breakingAfter(BYTES, 5)))
                .isInstanceOf(AssetException.class);
        put(SEGMENT, "video/mp4", BYTES);

        assertThat(whole(SEGMENT)).contains(BYTES);
    }

    @Test
    void a_part_is_exactly_what_was_asked_for() {
        put(SEGMENT, "video/mp4", BYTES);

        assertThat(part(SEGMENT, 0, 1)).isEqualTo(Arrays.copyOf(BYTES, 1));
        assertThat(part(SEGMENT, 100, 50)).isEqualTo(Arrays.copyOfRange(BYTES, 100, 150));
        assertThat(part(SEGMENT, 9_999, 1)).isEqualTo(Arrays.copyOfRange(BYTES, 9_999, 10_000));
        assertThat(part(SEGMENT, 9_000, WHOLE)).isEqualTo(Arrays.copyOfRange(BYTES, 9_000, 10_000));
    }

    @Test
    void a_part_tells_where_it_begins_and_how_long_the_whole_is() {
        put(SEGMENT, "video/mp4", BYTES);

        try (AssetContent content = files().read(SEGMENT, 9_990, 100).orElseThrow()) {
            assertThat(content.from()).isEqualTo(9_990);
            assertThat(content.length()).isEqualTo(10);
            assertThat(content.stat().bytes()).isEqualTo(10_000);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10_000, 10_001, Long.MAX_VALUE})
    void a_part_behind_the_end_is_empty(long from) {
        put(SEGMENT, "video/mp4", BYTES);

        try (AssetContent content = files().read(SEGMENT, from, 10).orElseThrow()) {
            assertThat(content.length()).isZero();
            assertThat(content.stat().bytes()).isEqualTo(10_000);
            assertThat(content.body().readAllBytes()).isEmpty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void an_impossible_question_is_a_mistake_of_the_caller() {
        put(SEGMENT, "video/mp4", BYTES);
        AssetKey folder = new AssetKey("recordings");

        assertThatThrownBy(() -> files().read(SEGMENT, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files().read(SEGMENT, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files().list(folder, Optional.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_deleted_file_is_gone_and_its_neighbours_stay() {
        AssetKey neighbour = new AssetKey("recordings/01/000002.m4s");
        put(SEGMENT, "video/mp4", BYTES);
        put(neighbour, "video/mp4", OTHER);

        assertThat(files().delete(SEGMENT)).isTrue();
        assertThat(files().delete(SEGMENT)).isFalse();
        assertThat(files().stat(SEGMENT)).isEmpty();
        assertThat(whole(neighbour)).contains(OTHER);
    }

    @Test
    void deleting_a_folder_takes_all_below_it_and_nothing_beside_it() {
        putAll("r/1/a", "r/1/b/c", "r/1/b/d", "r/10/a", "r/1-b", "r/0/a", "s/1/a");

        assertThat(files().deleteFolder(new AssetKey("r/1"))).isEqualTo(3);
        assertThat(files().deleteFolder(new AssetKey("r/1"))).isZero();
        assertThat(names("r", Optional.empty(), 10)).containsExactly("r/0/a", "r/1-b", "r/10/a");
        assertThat(names("s", Optional.empty(), 10)).containsExactly("s/1/a");
    }

    @Test
    void a_file_is_no_folder() {
        putAll("r/1");

        assertThat(files().deleteFolder(new AssetKey("r/1"))).isZero();
        assertThat(names("r/1", Optional.empty(), 10)).isEmpty();
        assertThat(files().stat(new AssetKey("r/1"))).isPresent();
    }

    @Test
    void a_folder_is_no_file() {
        putAll("r/1/a");
        AssetKey folder = new AssetKey("r/1");

        assertThat(files().stat(folder)).isEmpty();
        assertThat(files().read(folder, 0, 1)).isEmpty();
        assertThat(files().delete(folder)).isFalse();
        assertThat(names("r", Optional.empty(), 10)).containsExactly("r/1/a");
    }

    @Test
    void a_name_below_a_file_is_taken_or_refused_and_the_file_stays() {
        putAll("r/1");
        AssetKey below = new AssetKey("r/1/a");
        try {
            put(below, "video/mp4", BYTES);
            assertThat(whole(below)).contains(BYTES);
        } catch (AssetException refused) {
            assertThat(files().stat(below)).isEmpty();
        }
        assertThat(files().stat(new AssetKey("r/1"))).isPresent();
    }

    @Test
    void a_list_is_in_the_order_of_the_names() {
        putAll("r/a/x", "r/a.b", "r/a-b", "r/a0", "r/B", "r/_", "r/a/b/c", "r/10", "r/9", "r/a/b-c");

        assertThat(names("r", Optional.empty(), 100))
                .containsExactly("r/10", "r/9", "r/B", "r/_", "r/a-b", "r/a.b", "r/a/b-c", "r/a/b/c", "r/a/x", "r/a0");
    }

    @Test
    void pages_give_every_file_once() {
        List<String> all = IntStream.range(0, 23)
                .mapToObj(i -> "r/%02d/%d".formatted(i / 5, i))
                .toList();
        putAll(all.toArray(String[]::new));

        List<String> seen = new ArrayList<>();
        Optional<AssetKey> after = Optional.empty();
        List<String> page = names("r", after, 4);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(4);
            seen.addAll(page);
            after = Optional.of(new AssetKey(page.get(page.size() - 1)));
            page = names("r", after, 4);
        }

        assertThat(seen).isSorted().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void a_page_goes_on_after_a_name_that_is_gone_or_never_was() {
        putAll("r/1", "r/2/a", "r/2/b", "r/3");
        files().delete(new AssetKey("r/2/a"));

        assertThat(names("r", Optional.of(new AssetKey("r/2/a")), 10)).containsExactly("r/2/b", "r/3");
        assertThat(names("r", Optional.of(new AssetKey("r/20")), 10)).containsExactly("r/3");
        assertThat(names("r", Optional.of(new AssetKey("a")), 1)).containsExactly("r/1");
        assertThat(names("r", Optional.of(new AssetKey("z")), 10)).isEmpty();
    }

    @Test
    void a_list_tells_what_stat_tells() {
        AssetStat stat = put(SEGMENT, "video/mp4", BYTES);

        assertThat(files().list(new AssetKey("recordings"), Optional.empty(), 1))
                .containsExactly(stat);
    }

    @Test
    void the_longest_name_is_a_name() {
        AssetKey longest = new AssetKey("r/" + ("a".repeat(99) + "/").repeat(4) + "b".repeat(98));
        assertThat(longest.value()).hasSize(500);

        put(longest, "video/mp4", BYTES);

        assertThat(whole(longest)).contains(BYTES);
        assertThat(names("r", Optional.empty(), 1)).containsExactly(longest.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "..",
                "../a",
                "a/../b",
                "a/..",
                "a//b",
                "a/",
                "./a",
                ".hidden",
                "a/.hidden",
                "a\\b",
                "a\u0000b",
                "C:a",
                "a%2e%2e",
                "a b",
                "a\nb",
                "~",
                "ä"
            })
    void a_name_that_tries_to_climb_out_is_no_key(String name) {
        assertThat(AssetKey.isKey(name)).isFalse();
        assertThatThrownBy(() -> new AssetKey(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void many_threads_put_different_files() {
        List<Callable<AssetStat>> puts = IntStream.range(0, 8)
                .<Callable<AssetStat>>mapToObj(
                        i -> () -> put(new AssetKey("r/" + i + "/a"), "video/mp4", bytes(i, 2_000 + i)))
                .toList();

        AtOnce.callAll(puts);

        IntStream.range(0, 8)
                .forEach(i -> assertThat(whole(new AssetKey("r/" + i + "/a"))).contains(bytes(i, 2_000 + i)));
    }

    @Test
    void of_many_puts_of_one_name_one_wins_whole() {
        List<byte[]> versions =
                IntStream.range(0, 8).mapToObj(i -> bytes(i, 50_000 + i)).toList();

        AtOnce.callAll(versions.stream()
                .<Callable<AssetStat>>map(version -> () -> put(SEGMENT, "video/mp4", version))
                .toList());

        assertThat(versions).contains(whole(SEGMENT).orElseThrow());
    }

    @Test
    void a_reader_sees_the_file_before_or_after_a_put_and_nothing_between() {
        byte[] before = bytes(5, 60_000);
        byte[] after = bytes(6, 90_000);
        put(SEGMENT, "video/mp4", before);
        List<Callable<byte[]>> calls = new ArrayList<>();
        calls.add(() -> {
            put(SEGMENT, "video/mp4", after);
            return after;
        });
        for (int i = 0; i < 5; i++) {
            calls.add(() -> whole(SEGMENT).orElseThrow());
        }

        assertThat(AtOnce.callAll(calls))
                .allSatisfy(seen -> assertThat(List.of(before, after)).contains(seen));
        assertThat(whole(SEGMENT)).contains(after);
    }

    private AssetStat put(AssetKey key, String contentType, byte[] bytes) {
        return files().put(key, AssetSources.of(contentType, bytes));
    }

    private void putAll(String... names) {
        for (String name : names) {
            put(new AssetKey(name), "application/octet-stream", bytes(name.hashCode(), 10));
        }
    }

    private List<String> names(String folder, Optional<AssetKey> after, int limit) {
        return files().list(new AssetKey(folder), after, limit).stream()
                .map(stat -> stat.key().value())
                .toList();
    }

    private Optional<byte[]> whole(AssetKey key) {
        return files().read(key, 0, WHOLE).map(AssetStoreContract::drain);
    }

    private byte[] part(AssetKey key, long from, long length) {
        return files().read(key, from, length).map(AssetStoreContract::drain).orElseThrow();
    }

    private String typeOf(AssetKey key) {
        try (AssetContent content = files().read(key, 0, 1).orElseThrow()) {
            return content.contentType();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] drain(AssetContent content) {
        try (content) {
            return content.body().readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] bytes(long salt, int count) {
        byte[] bytes = new byte[count];
        new Random(SEED + salt).nextBytes(bytes);
        return bytes;
    }
}
