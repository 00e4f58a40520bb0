package dev.stagedoor.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.webrtc.headless.WhepPlayer;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an embedding team's own test looks like: the seat, the money and the media in one JVM. */
@Timeout(60)
class LiveTestPlatformTest {
    private static final byte[] PICTURE = {1, 2, 3, 4, 5, 6, 7, 8};

    @Test
    void who_paid_for_a_seat_sees_what_the_instructor_publishes() throws Exception {
        try (LiveTestPlatform stage = LiveTestPlatform.inMemory()) {
            UserId coach = stage.test().instructor("coach");
            UserId ana = stage.test().member("ana", 100);
            StreamId yoga = stage.test().plannedClass(coach, 20).id();

            assertThat(stage.test().enroll(ana, yoga)).isInstanceOf(EnrollResult.Enrolled.class);
            assertThat(stage.test().balance(ana)).isEqualTo(80);

            stage.test().platform().sessions().start(coach, yoga);
            try (WhipPublisher publisher = publishKeyFrames(stage, coach, yoga)) {
                publisher.live().get(20, TimeUnit.SECONDS);
                CompletableFuture<EncodedFrame> first = new CompletableFuture<>();
                try (WhepPlayer player =
                        stage.player(ana, yoga).onFrame(first::complete).start(stage.loop())) {
                    EncodedFrame frame = first.get(20, TimeUnit.SECONDS);
                    assertThat(frame.keyFrame()).isTrue();
                    assertThat(frame.data()).endsWith(PICTURE);
                    assertThat(player.statistics().frames()).isPositive();
                }
            }
        }
    }

    @Test
    void who_did_not_pay_is_not_admitted() {
        try (LiveTestPlatform stage = LiveTestPlatform.inMemory()) {
            UserId coach = stage.test().instructor("coach");
            UserId ben = stage.test().member("ben", 5);
            StreamId yoga = stage.test().plannedClass(coach, 20).id();
            stage.test().platform().sessions().start(coach, yoga);

            assertThat(stage.test().enroll(ben, yoga)).isInstanceOf(EnrollResult.InsufficientTokens.class);
            assertThatThrownBy(() -> stage.player(ben, yoga)).hasMessageContaining("Denied");
        }
    }

    /** A publisher that answers each request for a key frame with one. */
    private static WhipPublisher publishKeyFrames(LiveTestPlatform stage, UserId coach, StreamId stream) {
        AtomicReference<WhipPublisher> publisher = new AtomicReference<>();
        long[] timestamp = {0};
        publisher.set(stage.publisher(coach, stream)
                .video(MediaCodec.VP8)
                .onKeyFrameRequest(() -> publisher.get().send(keyFrame(timestamp[0] += 3000)))
                .start(stage.loop()));
        return publisher.get();
    }

    /** The header of a VP8 key frame of 16 by 16 pixels (RFC 6386 section 9.1), and something behind it. */
    private static EncodedFrame keyFrame(long timestamp) {
        byte[] data = new byte[10 + PICTURE.length];
        byte[] header = {0x10, 0x02, 0x00, (byte) 0x9d, 0x01, 0x2a, 0x10, 0x00, 0x10, 0x00};
        System.arraycopy(header, 0, data, 0, header.length);
        System.arraycopy(PICTURE, 0, data, header.length, PICTURE.length);
        return new EncodedFrame(MediaCodec.VP8, data, timestamp, true);
    }
}
