package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.testkit.cloudflare.Delivery;
import dev.stagedoor.testkit.cloudflare.Faults;
import dev.stagedoor.testkit.cloudflare.LocalCloudflare;
import dev.stagedoor.testkit.fault.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client and the local Cloudflare, which were written apart, understand each other. */
class LocalCloudflareTest {
    private static final Instant START = Instant.parse("2026-11-26T09:00:00Z");
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(START);
    private final LocalCloudflare local = LocalCloudflare.builder().clock(clock).start();
    private final CloudflareStream stream = CloudflareStream.builder(
                    LocalCloudflare.ACCOUNT_ID, LocalCloudflare.API_TOKEN)
            .baseUrl(local.apiBase())
            .clock(clock)
            .sleeper(clock::advance)
            .build();

    @AfterEach
    void close() {
        local.close();
    }

    /** Grey, ten frames a second, in YUV4MPEG2. */
    private Path video(int frames) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F10:1 Ip A1:1 C420jpeg\n")
                .getBytes(StandardCharsets.US_ASCII));
        byte[] picture = new byte[WIDTH * HEIGHT * 3 / 2];
        for (int i = 0; i < frames; i++) {
            file.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            file.writeBytes(picture);
        }
        return Files.write(folder.resolve("grey"), file.toByteArray());
    }

    private LiveInput recordingInput() {
        return stream.liveInputs()
                .create(LiveInputSettings.builder()
                        .name("room")
                        .recordingMode(RecordingMode.AUTOMATIC)
                        .timeoutSeconds(10)
                        .build());
    }

    @Test
    void a_live_input_lives_its_life() {
        LiveInput input = recordingInput();

        assertThat(stream.liveInputs().find(input.uid())).contains(input);
        assertThat(stream.liveInputs().list().liveInputs()).hasSize(1);
        assertThat(stream.liveInputs().disable(input.uid()).enabled()).isFalse();
        assertThat(stream.liveInputs().enable(input.uid()).enabled()).isTrue();
        assertThat(stream.liveInputs().rotateKeys(input.uid()).whipUrl()).isNotEqualTo(input.whipUrl());
        Output output = stream.liveInputs()
                .addOutput(input.uid(), OutputSettings.of(URI.create("rtmps://live.example.com/app"), "key"));
        assertThat(stream.liveInputs()
                        .enableOutput(input.uid(), output.uid(), false)
                        .enabled())
                .isFalse();
        assertThat(stream.liveInputs().deleteOutput(input.uid(), output.uid())).isTrue();
        assertThat(stream.liveInputs().delete(input.uid())).isTrue();
        assertThat(stream.liveInputs().delete(input.uid())).isFalse();
        assertThat(stream.liveInputs().find(input.uid())).isEmpty();
    }

    @Test
    void a_lost_reply_to_a_creation_with_a_key_makes_one_input() {
        local.faults().next(Faults.callsOf("POST", "/stream/live_inputs"), Fault.DROP_AFTER);

        stream.liveInputs().create(LiveInputSettings.defaults(), "once");

        assertThat(stream.liveInputs().list().liveInputs()).hasSize(1);
        assertThat(local.calls(Faults.callsOf("POST", "/stream/live_inputs"))).hasSize(2);
    }

    @Test
    void a_burst_of_429_is_waited_out() {
        local.faults().rateLimitBurst(2, Duration.ofSeconds(7), Faults.callsOf("GET", "/stream"));

        assertThat(stream.videos().list(VideoQuery.all()).videos()).isEmpty();
        assertThat(clock.instant()).isAfterOrEqualTo(START.plusSeconds(14));
    }

    @Test
    void a_recorded_broadcast_cannot_be_deleted_before_it_is_ready() {
        LiveInput input = recordingInput();
        String uid = local.beginRtmpsBroadcast(input.uid());

        assertThat(stream.liveInputs().videos(input.uid()))
                .extracting(Video::uid)
                .containsExactly(uid);
        assertThatThrownBy(() -> stream.videos().delete(uid))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        refused -> assertThat(refused.code()).hasValue(10046));
        assertThat(stream.liveInputs().find(input.uid()).orElseThrow().status()).isPresent();
        local.endRtmpsBroadcast(input.uid());
        local.finishEncoding();
        assertThat(stream.videos().find(uid).orElseThrow().status().state()).isEqualTo(VideoState.READY);
        assertThat(stream.videos().delete(uid)).isTrue();
        assertThat(stream.videos().delete(uid)).isFalse();
    }

    @Test
    void an_upload_that_breaks_twice_arrives_whole() throws IOException {
        Path file = video(30);
        local.faults().cutNextUploadAfter(6_000_001);
        local.faults().cutNextUploadAfter(17);
        TusUploads uploads = stream.uploads().chunks(TusUploads.MIN_CHUNK + TusUploads.CHUNK_STEP);

        TusUpload upload = uploads.create(
                Files.size(file),
                VideoSettings.builder().name("class").requireSignedUrls(true).build());
        uploads.send(upload, file, (received, length) -> {});
        local.finishEncoding();

        Video video = stream.videos().find(upload.videoUid()).orElseThrow();
        assertThat(video.status().state()).isEqualTo(VideoState.READY);
        assertThat(video.size()).isEqualTo(Files.size(file));
        assertThat(video.duration()).contains(Duration.ofSeconds(3));
        assertThat(video.requireSignedUrls()).isTrue();
        assertThat(video.meta()).containsEntry("name", "class");
    }

    @Test
    void a_basic_upload_is_a_video_with_captions_and_downloads() throws IOException {
        Video video = stream.videos().upload(video(20), VideoSettings.defaults());
        local.finishEncoding();
        Path vtt = Files.writeString(folder.resolve("en.vtt"), "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n");

        stream.captions().put(video.uid(), "en", vtt);
        stream.downloads().create(video.uid());
        Video clip = stream.videos().clip(new ClipRequest(video.uid(), 0, 1, VideoSettings.defaults()));
        clock.advance(Duration.ofSeconds(10));

        assertThat(stream.captions().webVtt(video.uid(), "en").orElseThrow()).contains("Hello");
        assertThat(stream.downloads()
                        .list(video.uid())
                        .get(DownloadType.DEFAULT)
                        .isReady())
                .isTrue();
        assertThat(stream.videos().find(clip.uid()).orElseThrow().clippedFrom()).contains(video.uid());
        assertThat(stream.videos().storageUsage(Optional.empty()).videoCount()).hasValue(2);
        assertThat(stream.videos().embed(video.uid())).contains("iframe");
    }

    @Test
    void all_videos_are_found_page_by_page_though_some_were_made_at_once() throws IOException {
        Path file = video(1);
        for (int i = 0; i < 12; i++) {
            stream.videos().upload(file, VideoSettings.defaults());
            clock.advance(Duration.ofMillis(i % 3 == 0 ? 1700 : 0));
        }

        List<String> found = stream.videos()
                .all(VideoQuery.builder().limit(5).build())
                .map(Video::uid)
                .toList();

        assertThat(found).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void keys_made_here_sign_there() {
        SigningKey key = stream.signingKeys().create();

        String token = ViewerTokens.of(key.id(), key.pem().orElseThrow(), clock)
                .sign(TokenClaims.of("0a1b2c3d4e5f60718293a4b5c6d7e8f9", START.plusSeconds(600)));

        assertThat(token.split("\\.")).hasSize(3);
        assertThat(ViewerTokens.of(key.id(), key.jwk().orElseThrow(), clock)
                        .sign(TokenClaims.of("0a1b2c3d4e5f60718293a4b5c6d7e8f9", START.plusSeconds(600))))
                .isEqualTo(token);
        assertThat(stream.signingKeys().list()).extracting(SigningKey::id).containsExactly(key.id());
        assertThat(stream.signingKeys().delete(key.id())).isTrue();
    }

    @Test
    void a_webhook_is_genuine_and_names_the_video() throws IOException {
        // nobody listens there: what is sent is read from the journal
        WebhookSubscription subscription = stream.webhook().set(URI.create("http://127.0.0.1:9/hook"));
        Video video = stream.videos().upload(video(2), VideoSettings.defaults());
        local.finishEncoding();
        while (local.deliveries().isEmpty()) {
            Thread.onSpinWait();
        }

        Delivery delivery = local.deliveries().get(0);

        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        assertThat(WebhookSignature.with(subscription.secret().orElseThrow(), WebhookSignature.DEFAULT_MAX_AGE, clock)
                        .verify(delivery.headers().get(WebhookSignature.HEADER), body))
                .isEqualTo(WebhookSignature.Verdict.GENUINE);
        assertThat(WebhookPayload.parse(body).orElseThrow().uid()).isEqualTo(video.uid());
    }
}
