package dev.stagedoor.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.cloudflare.stream.LiveInputSettings;
import dev.stagedoor.cloudflare.stream.RecordingMode;
import dev.stagedoor.cloudflare.stream.Video;
import dev.stagedoor.cloudflare.stream.VideoQuery;
import dev.stagedoor.cloudflare.stream.VideoState;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.DeleteResult;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import dev.stagedoor.core.recording.StoredAsset;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.testkit.cloudflare.Faults;
import dev.stagedoor.testkit.fault.Fault;
import dev.stagedoor.testkit.fault.FaultPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever breaks on the way to Cloudflare: nothing is lost here before it is there, and it is there once. */
class RecordingUploadTest {
    private static final RecordingId YOGA = new RecordingId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L));
    private static final UserId ANA = new UserId(new UUID(7, 1));
    private static final int MOST_ROUNDS = 60;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T09:00:00Z"));
    private Ground ground;

    @BeforeEach
    void open() {
        ground = new Ground(folder, clock, 1);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    private List<Video> videos() {
        try (Stream<Video> all = ground.client.videos().all(VideoQuery.all())) {
            return all.toList();
        }
    }

    /** Rounds of a server that goes on after each fault, each by a process that knows only what is on the disk. */
    private StoredAsset storeInRounds() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            try {
                Optional<StoredAsset> stored = ground.recordings().store(YOGA);
                if (stored.isPresent()) {
                    return stored.get();
                }
            } catch (RecordingException fault) {
                assertThat(fault.retryable()).as("of %s", fault.getMessage()).isTrue();
                assertThat(ground.fileOf(YOGA)).exists();
                clock.advance(fault.retryAfter().orElse(Duration.ZERO));
            }
        }
        throw new AssertionError("not stored in " + MOST_ROUNDS + " rounds");
    }

    private void isThereOnceAndWhole(StoredAsset stored) throws IOException {
        ground.cloudflare.faults().clear();
        assertThat(videos()).hasSize(1);
        Video video = videos().get(0);
        assertThat(video.uid()).isEqualTo(stored.id().value());
        assertThat(video.status().state()).isEqualTo(VideoState.READY);
        assertThat(video.requireSignedUrls()).isTrue();
        assertThat(video.size()).isEqualTo(Files.size(ground.fileOf(YOGA)));
        assertThat(stored.bytes()).isEqualTo(video.size());
    }

    static Stream<Arguments> faultsAtEachCall() {
        List<Fault> faults = List.of(
                Fault.DROP_BEFORE,
                Fault.DROP_AFTER,
                Fault.statusBefore(500),
                Fault.statusAfter(500),
                Faults.rateLimited(Duration.ofSeconds(9)));
        return faults.stream().flatMap(fault -> IntStream.range(0, 6).mapToObj(call -> Arguments.of(fault, call)));
    }

    @ParameterizedTest(name = "{0} at call {1}")
    @MethodSource("faultsAtEachCall")
    void a_fault_at_any_call_costs_a_round_and_nothing_else(Fault fault, int call) throws IOException {
        ground.record(YOGA, 20);
        List<Fault> script = new ArrayList<>(Collections.nCopies(call, Fault.NONE));
        script.add(fault);
        ground.cloudflare.faults().next(Faults.anyCall(), script.toArray(Fault[]::new));

        isThereOnceAndWhole(storeInRounds());
    }

    @Test
    void an_upload_that_is_cut_again_and_again_goes_on_where_it_was() throws IOException {
        ground.record(YOGA, 200);
        SplittableRandom random = new SplittableRandom(42);
        for (int cut = 0; cut < 6; cut++) {
            ground.cloudflare.faults().cutNextUploadAfter(random.nextLong(1, 250_000));
        }

        isThereOnceAndWhole(storeInRounds());
    }

    @Test
    void a_file_that_changed_since_the_upload_began_is_uploaded_anew() throws IOException {
        ground.record(YOGA, 20);
        Fault[] drops = Collections.nCopies(20, Fault.DROP_BEFORE).toArray(Fault[]::new);
        ground.cloudflare.faults().next(call -> call.method().equals("PATCH"), drops);
        assertThatThrownBy(() -> ground.recordings().store(YOGA)).isInstanceOf(RecordingException.class);
        ground.cloudflare.faults().clear();
        ground.record(YOGA, 30);

        isThereOnceAndWhole(storeInRounds());
    }

    @Test
    void a_file_that_cloudflare_cannot_use_is_tried_three_times_and_kept_here() {
        ground.write(YOGA, "no video at all".getBytes(StandardCharsets.US_ASCII));
        for (int attempt = 1; attempt < 3; attempt++) {
            assertThatThrownBy(() -> ground.recordings().store(YOGA))
                    .isInstanceOfSatisfying(
                            RecordingException.class,
                            fault -> assertThat(fault.retryable()).isTrue());
        }

        assertThatThrownBy(() -> ground.recordings().store(YOGA))
                .hasMessageContaining("ERR_NON_VIDEO")
                .hasMessageContaining("given up")
                .isInstanceOfSatisfying(
                        RecordingException.class,
                        fault -> assertThat(fault.retryable()).isFalse());
        assertThat(videos()).isEmpty();
        assertThat(ground.fileOf(YOGA)).exists();
        int calls = ground.cloudflare.calls().size();
        assertThatThrownBy(() -> ground.recordings().store(YOGA)).hasMessageContaining("given up");
        assertThat(ground.cloudflare.calls().size()).as("calls after giving up").isEqualTo(calls);
    }

    @Test
    void sixty_times_at_random_something_breaks_at_every_third_call_and_exactly_these_bytes_arrive_once()
            throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            ground.record(YOGA, 5 + seed);
            ground.cloudflare
                    .faults()
                    .plan(
                            Faults.anyCall(),
                            FaultPlan.seeded(
                                    seed,
                                    33,
                                    Fault.DROP_BEFORE,
                                    Fault.DROP_AFTER,
                                    Fault.statusBefore(502),
                                    Fault.statusAfter(500)));
            StoredAsset stored = storeInRounds();
            isThereOnceAndWhole(stored);
            assertThat(bytesOf(stored)).isEqualTo(Files.readAllBytes(ground.fileOf(YOGA)));
            ground.recordings().delete(stored.id());
            ground.drop(YOGA);
        }
    }

    private byte[] bytesOf(StoredAsset stored) throws IOException, InterruptedException {
        URI url = ground.recordings().downloadUrl(stored.id(), clock.instant().plus(Duration.ofHours(1)));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
                .body();
    }

    @Test
    void another_installation_on_the_same_account_is_left_alone() {
        ground.record(YOGA, 5);
        StoredAsset stored = storeInRounds();
        CloudflareRecordingProvider others = new CloudflareRecordingProvider(
                ground.client, "staging", ground.tokens, Optional.empty(), ground, clock);

        assertThat(others.list(Optional.empty(), 10).assets()).isEmpty();
        assertThat(ground.recordings().list(Optional.empty(), 10).assets()).hasSize(1);
        assertThat(ground.recordings().exists(stored.id())).isTrue();
    }

    @Test
    void a_video_that_is_still_worked_on_is_asked_for_again_and_not_sent_again() throws IOException {
        ground.close();
        Ground slow = new Ground(folder.resolve("slow"), clock, 1, Duration.ofMinutes(3));
        ground = slow;
        slow.record(YOGA, 20);

        assertThat(slow.recordings().store(YOGA)).isEmpty();
        assertThat(slow.recordings().store(YOGA)).isEmpty();
        clock.advance(Duration.ofMinutes(4));

        isThereOnceAndWhole(storeInRounds());
        assertThat(slow.cloudflare.calls(Faults.callsOf("POST", "/stream"))).hasSize(1);
    }

    @Test
    void what_is_being_broadcast_is_still_in_use() {
        String input = ground.client
                .liveInputs()
                .create(LiveInputSettings.builder()
                        .recordingMode(RecordingMode.AUTOMATIC)
                        .build())
                .uid();
        String video = ground.cloudflare.beginRtmpsBroadcast(input);

        assertThat(ground.recordings().delete(new AssetId(video))).isInstanceOf(DeleteResult.StillInUse.class);
    }

    @Test
    void a_deletion_that_was_rate_limited_says_for_how_long() {
        ground.record(YOGA, 5);
        StoredAsset stored = storeInRounds();
        ground.cloudflare.faults().rateLimitBurst(1, Duration.ofSeconds(40), Faults.callsOf("DELETE", "/stream/*"));

        assertThatThrownBy(() -> ground.recordings().delete(stored.id()))
                .isInstanceOfSatisfying(
                        RecordingException.class,
                        fault -> assertThat(fault.retryAfter()).contains(Duration.ofSeconds(40)));
        assertThat(ground.recordings().delete(stored.id())).isInstanceOf(DeleteResult.Deleted.class);
    }

    @Test
    void a_deletion_whose_answer_was_lost_is_done_all_the_same() {
        ground.record(YOGA, 5);
        StoredAsset stored = storeInRounds();
        ground.cloudflare.faults().next(Faults.callsOf("DELETE", "/stream/*"), Fault.DROP_AFTER);

        assertThatThrownBy(() -> ground.recordings().delete(stored.id())).isInstanceOf(RecordingException.class);
        assertThat(ground.recordings().delete(stored.id())).isInstanceOf(DeleteResult.AlreadyGone.class);
    }

    @Test
    void videos_of_others_are_never_listed() {
        ground.record(YOGA, 5);
        StoredAsset stored = storeInRounds();
        ground.client.uploads().create(1000, dev.stagedoor.cloudflare.stream.VideoSettings.defaults());

        assertThat(ground.recordings().list(Optional.empty(), 10).assets())
                .extracting(it -> it.id())
                .containsExactly(stored.id());
    }

    private ReplayTicket ticket(StoredAsset stored, Duration right) {
        Instant end = clock.instant().plus(right);
        return ground.recordings().ticket(new ReplayGrant(YOGA, Optional.of(stored.id()), ANA, end));
    }

    private int statusOf(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_signed_address_opens_until_the_right_ends_and_the_bare_one_never_does() throws Exception {
        ground.record(YOGA, 5);
        StoredAsset stored = storeInRounds();
        ReplayTicket ticket = ticket(stored, Duration.ofHours(6));

        assertThat(ticket.token()).isEmpty();
        assertThat(statusOf(ticket.hlsUrl())).isNotEqualTo(401);
        assertThat(statusOf(ground.cloudflare
                        .mediaBase()
                        .resolve("/customer-emulator/" + stored.id() + "/manifest/video.m3u8")))
                .isEqualTo(401);
        clock.set(ticket.expiresAt());
        assertThat(statusOf(ticket.hlsUrl())).isEqualTo(401);
    }

    @Test
    void a_right_of_seven_days_gets_a_token_of_less_than_one() {
        ground.record(YOGA, 5);
        StoredAsset stored = storeInRounds();

        assertThat(ticket(stored, Duration.ofDays(7)).expiresAt())
                .isBefore(clock.instant().plus(Duration.ofHours(24)));
    }

    @Test
    void an_audience_that_comes_at_once_shares_one_signature() {
        ground.record(YOGA, 5);
        StoredAsset stored = storeInRounds();
        ReplayTicket first = ticket(stored, Duration.ofHours(6));
        clock.advance(Duration.ofSeconds(1));

        assertThat(ticket(stored, Duration.ofHours(6)).hlsUrl()).isEqualTo(first.hlsUrl());
    }

    @Test
    void a_full_storage_is_said_in_words_an_operator_can_act_on() {
        ground.record(YOGA, 5);
        ground.cloudflare
                .faults()
                .next(
                        Faults.callsOf("POST", "/stream"),
                        Fault.replyBefore(
                                413,
                                "",
                                "{\"result\":null,\"success\":false,\"errors\":[{\"code\":10011,\"message\":\"Storage capacity exceeded\"}],\"messages\":null}"));

        assertThatThrownBy(() -> ground.recordings().store(YOGA)).hasMessageContaining("buy more, or delete videos");
    }
}
