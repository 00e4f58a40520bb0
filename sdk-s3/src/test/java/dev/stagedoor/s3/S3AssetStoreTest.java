package dev.stagedoor.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.s3.BadLine.Fault;
import dev.stagedoor.testkit.AssetSources;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3AssetStoreTest {
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static final AssetKey KEY = new AssetKey("recordings/1/000001.m4s");
    private static final byte[] BYTES = bytes(20_000);
    private static final byte[] LARGE = bytes(11 * 1024 * 1024);
    private static LocalS3 server;

    private String bucket;
    private BadLine line;
    private AssetStore store;

    @BeforeAll
    static void start() {
        server = LocalS3.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws IOException {
        bucket = "faulty-" + BUCKETS.incrementAndGet();
        server.makeBucket(bucket);
        line = new BadLine(server.endpoint());
        store = server.store(bucket)
                .endpoint(line.endpoint())
                .partBytes(5 * 1024 * 1024)
                .build();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        line.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"INTERNAL_ERROR", "SLOW_DOWN", "BREAK_BEFORE", "BREAK_AFTER", "NO_CHECKSUM"})
    void a_passing_fault_of_an_upload_is_overcome(Fault fault) {
        line.next("PUT", fault, fault);

        store.put(KEY, AssetSources.of("video/iso.segment", BYTES));

        assertThat(whole(KEY)).isEqualTo(BYTES);
        assertThat(store.list(new AssetKey("recordings"), Optional.empty(), 10)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"INTERNAL_ERROR", "SLOW_DOWN", "BREAK_BEFORE", "BREAK_AFTER", "NO_CHECKSUM"})
    void a_passing_fault_of_an_upload_in_parts_is_overcome(Fault fault) {
        line.next("PUT", Fault.NONE, fault);
        line.next("POST", fault == Fault.NO_CHECKSUM ? Fault.NONE : fault);

        store.put(KEY, AssetSources.of("video/mp4", LARGE));

        assertThat(AssetSources.sha256(whole(KEY))).isEqualTo(AssetSources.sha256(LARGE));
    }

    @Test
    void a_completion_whose_answer_was_lost_took_place() {
        Fault lost = Fault.BREAK_AFTER;
        line.next("POST", Fault.NONE, lost, lost, lost, lost, lost);

        store.put(KEY, AssetSources.of("video/mp4", LARGE));

        assertThat(AssetSources.sha256(whole(KEY))).isEqualTo(AssetSources.sha256(LARGE));
        assertThat(uploadsLeft()).isZero();
    }

    @Test
    void bytes_that_changed_on_their_way_are_refused_by_the_storage() {
        line.next("PUT", Fault.CHANGE_BODY, Fault.CHANGE_BODY, Fault.CHANGE_BODY, Fault.CHANGE_BODY, Fault.CHANGE_BODY);

        assertThatThrownBy(() -> store.put(KEY, AssetSources.of("video/mp4", BYTES)))
                .isInstanceOf(AssetException.class)
                .hasMessageContaining(KEY.value());

        assertThat(store.stat(KEY)).isEmpty();
    }

    @Test
    void a_storage_that_tells_another_checksum_keeps_nothing() {
        line.next("PUT", Fault.OTHER_CHECKSUM);

        assertThatThrownBy(() -> store.put(KEY, AssetSources.of("video/mp4", BYTES)))
                .isInstanceOfSatisfying(
                        AssetException.class,
                        fault -> assertThat(fault.retryable()).isTrue())
                .hasMessageContaining("other bytes");

        assertThat(store.stat(KEY)).isEmpty();
    }

    @Test
    void a_storage_that_confirms_no_checksum_is_read_back() {
        line.next("PUT", Fault.NO_CHECKSUM);

        store.put(KEY, AssetSources.of("video/mp4", BYTES));

        assertThat(line.requests()).containsExactly("PUT", "HEAD", "GET");
    }

    @Test
    void a_storage_that_confirms_the_checksum_is_not_read_back() {
        store.put(KEY, AssetSources.of("video/mp4", BYTES));

        assertThat(line.requests()).containsExactly("PUT", "HEAD");
    }

    @Test
    void a_storage_that_stays_down_is_given_up_after_some_attempts_and_may_be_asked_later() {
        line.next(
                "PUT", Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.SLOW_DOWN, Fault.NONE);

        assertThatThrownBy(() -> store.put(KEY, AssetSources.of("video/mp4", BYTES)))
                .isInstanceOfSatisfying(
                        AssetException.class,
                        fault -> assertThat(fault.retryable()).isTrue())
                .hasMessageContaining("SlowDown");

        assertThat(line.requests()).hasSize(5);
        assertThat(store.stat(KEY)).isEmpty();
    }

    @Test
    void a_gateway_that_answers_for_the_storage_may_be_asked_later() {
        Fault gateway = Fault.BAD_GATEWAY;
        line.next("PUT", gateway, gateway, gateway, gateway, gateway);

        assertThatThrownBy(() -> store.put(KEY, AssetSources.of("video/mp4", BYTES)))
                .isInstanceOfSatisfying(
                        AssetException.class,
                        fault -> assertThat(fault.retryable()).isTrue())
                .hasMessageContaining("502");
    }

    @Test
    void an_upload_in_parts_that_is_given_up_leaves_no_parts() {
        line.next(
                "PUT",
                Fault.NONE,
                Fault.INTERNAL_ERROR,
                Fault.INTERNAL_ERROR,
                Fault.INTERNAL_ERROR,
                Fault.INTERNAL_ERROR,
                Fault.INTERNAL_ERROR);

        assertThatThrownBy(() -> store.put(KEY, AssetSources.of("video/mp4", LARGE)))
                .isInstanceOf(AssetException.class);

        assertThat(store.stat(KEY)).isEmpty();
        assertThat(uploadsLeft()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {6_000_000, 11_000_000})
    void a_source_that_breaks_off_in_the_middle_of_parts_leaves_no_parts(int given) {
        assertThatThrownBy(() -> store.put(KEY, AssetSources.breakingAfter(LARGE, given)))
                .isInstanceOf(AssetException.class);
        assertThatThrownBy(() -> store.put(KEY, AssetSources.endingAfter(LARGE, given)))
                .isInstanceOf(AssetException.class);
        assertThatThrownBy(() -> store.put(KEY, AssetSources.withWrongChecksum(LARGE)))
                .isInstanceOf(AssetException.class);

        assertThat(store.stat(KEY)).isEmpty();
        assertThat(uploadsLeft()).isZero();
    }

    @Test
    void a_source_that_lies_is_not_sent_again_and_again() {
        assertThatThrownBy(() -> store.put(KEY, AssetSources.withWrongChecksum(BYTES)))
                .isInstanceOf(AssetException.class)
                .hasMessageContaining("not those that were announced");

        assertThat(line.requests()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void an_answer_that_breaks_off_is_a_fault_and_no_short_file() {
        store.put(KEY, AssetSources.of("video/mp4", BYTES));
        line.next("GET", Fault.CUT_ANSWER);

        try (AssetContent content = store.read(KEY, 0, Long.MAX_VALUE).orElseThrow()) {
            assertThatThrownBy(() -> content.body().readAllBytes()).isInstanceOf(IOException.class);
        } catch (IOException closing) {
            throw new AssertionError(closing);
        }
    }

    @Test
    void a_body_that_is_not_read_to_its_end_is_dropped() throws IOException {
        store.put(KEY, AssetSources.of("video/mp4", LARGE));

        AssetContent content = store.read(KEY, 0, Long.MAX_VALUE).orElseThrow();
        assertThat(content.body().read()).isEqualTo(LARGE[0] & 0xff);
        content.close();

        assertThat(store.stat(KEY)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"INTERNAL_ERROR", "SLOW_DOWN", "BREAK_BEFORE", "BREAK_AFTER"})
    void passing_faults_of_every_other_call_are_overcome(Fault fault) {
        store.put(KEY, AssetSources.of("video/mp4", BYTES));

        line.next("GET", fault);
        assertThat(whole(KEY)).isEqualTo(BYTES);
        line.next("HEAD", fault);
        assertThat(store.stat(KEY)).isPresent();
        line.next("GET", fault);
        assertThat(store.list(new AssetKey("recordings"), Optional.empty(), 5)).hasSize(1);
        line.next("POST", fault);
        assertThat(store.deleteFolder(new AssetKey("recordings"))).isEqualTo(1);
        store.put(KEY, AssetSources.of("video/mp4", BYTES));
        line.next("DELETE", fault);
        assertThat(store.delete(KEY)).isTrue();
        assertThat(store.stat(KEY)).isEmpty();
    }

    @Test
    void more_files_than_a_page_are_listed_and_deleted() {
        try (S3Client client = server.client()) {
            for (int i = 0; i < 1_005; i++) {
                String name = "recordings/1/%06d.m4s".formatted(i);
                client.putObject(ask -> ask.bucket(bucket).key(name), RequestBody.empty());
            }
            client.putObject(ask -> ask.bucket(bucket).key("recordings/1/"), RequestBody.empty());
        }
        AssetKey folder = new AssetKey("recordings/1");

        assertThat(store.list(folder, Optional.empty(), 1_003)).hasSize(1_003);
        assertThat(store.list(folder, Optional.empty(), 5_000)).hasSize(1_005);
        assertThat(store.deleteFolder(folder)).isEqualTo(1_005);
        assertThat(store.list(new AssetKey("recordings"), Optional.empty(), 10)).isEmpty();
    }

    @Test
    void a_wrong_key_is_told_with_what_to_do_and_without_the_key() {
        try (S3AssetStore wrong = server.store(bucket)
                .credentials(LocalS3.ACCESS_KEY, "another-s3cr3t")
                .build()) {
            assertThatThrownBy(() -> wrong.put(KEY, AssetSources.of("video/mp4", BYTES)))
                    .isInstanceOfSatisfying(
                            AssetException.class,
                            fault -> assertThat(fault.retryable()).isFalse())
                    .hasMessageContaining("check access key, secret key")
                    .hasMessageNotContaining("s3cr3t");
            assertThatThrownBy(wrong::check).isInstanceOf(AssetException.class);
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_told_with_what_to_do() {
        try (S3AssetStore wrong = server.store("nobodys-bucket").build()) {
            assertThatThrownBy(wrong::check)
                    .isInstanceOfSatisfying(
                            AssetException.class,
                            fault -> assertThat(fault.retryable()).isFalse())
                    .hasMessageContainingAll("nobodys-bucket", "make the bucket");
            assertThatThrownBy(() -> wrong.put(KEY, AssetSources.of("video/mp4", BYTES)))
                    .isInstanceOf(AssetException.class)
                    .hasMessageContaining("make the bucket");
            assertThatThrownBy(() -> wrong.read(KEY, 0, 1)).isInstanceOf(AssetException.class);
        }
    }

    @Test
    void a_bucket_that_is_there_passes_the_check() {
        try (S3AssetStore fine = server.store(bucket).build()) {
            fine.check();
            assertThat(line.requests()).isEmpty();
        }
    }

    @Test
    void a_storage_that_cannot_be_reached_may_be_asked_later() throws IOException {
        line.close();

        assertThatThrownBy(() -> store.stat(KEY))
                .isInstanceOfSatisfying(
                        AssetException.class,
                        fault -> assertThat(fault.retryable()).isTrue());
    }

    @Test
    void secrets_are_shown_nowhere() {
        S3Builder builder = server.store(bucket);
        try (S3AssetStore shown = builder.build()) {
            assertThat(builder.toString()).contains(bucket).doesNotContain(LocalS3.SECRET_KEY, LocalS3.ACCESS_KEY);
            assertThat(shown.toString()).contains(bucket).doesNotContain(LocalS3.SECRET_KEY, LocalS3.ACCESS_KEY);
        }
    }

    @Test
    void options_that_cannot_be_right_are_refused_by_name() {
        S3Builder builder = S3AssetStore.builder("bucket");

        assertThatThrownBy(() -> S3AssetStore.builder(" ")).hasMessageContaining("bucket");
        assertThatThrownBy(() -> builder.endpoint(URI.create("ftp://x"))).hasMessageContaining("endpoint");
        assertThatThrownBy(() -> builder.endpoint(URI.create("https://a:b@x")))
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("a:b");
        assertThatThrownBy(() -> builder.prefix("../x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.attempts(0)).hasMessageContaining("attempts");
        assertThatThrownBy(() -> builder.partBytes(1)).hasMessageContaining("partBytes");
        assertThatThrownBy(() -> builder.timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("timeout");
    }

    private byte[] whole(AssetKey key) {
        try (AssetContent content = store.read(key, 0, Long.MAX_VALUE).orElseThrow()) {
            return content.body().readAllBytes();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private int uploadsLeft() {
        try (S3Client client = server.client()) {
            return client.listMultipartUploads(ask -> ask.bucket(bucket))
                    .uploads()
                    .size();
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
