package dev.stagedoor.recorder;

import static dev.stagedoor.recorder.stage.Broadcast.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.recorder.stage.Broadcast;
import dev.stagedoor.recorder.stage.Clip;
import dev.stagedoor.recorder.stage.Encoder;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThumbnailTest {
    private static final int MOVING = -1;
    private static final int BLACK = 16;
    private static final int GREY = 128;

    @TempDir
    Path folder;

    private final List<Thumbnail> thumbnails = new ArrayList<>();

    private HlsRecorder recorder(Duration first, Duration interval) {
        return HlsRecorder.builder(folder, Runnable::run)
                .options(RecorderOptions.DEFAULT.withThumbnails(first, interval))
                .listener(new RecordingListener() {
                    @Override
                    public void thumbnail(Thumbnail thumbnail) {
                        thumbnails.add(thumbnail);
                    }
                })
                .open();
    }

    /** Records a second of video for each key frame, whose brightness is told by its number. */
    private void record(HlsRecorder recorder, int seconds, IntUnaryOperator brightness) {
        recorder.broadcastStarted(List.of(new RecordedTrack(0, MediaCodec.H264)));
        try (Encoder encoder = Encoder.video(MediaCodec.H264, 320, 240, 10, 400_000)) {
            for (int i = 0; i < seconds * 10; i++) {
                recorder.frame(
                        0,
                        encoder.picture(i % 10 == 0, i * 9_000L, brightness.applyAsInt(i / 10)),
                        START + i * 100_000_000L);
            }
        }
        recorder.finish().join();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPUS")
    void every_codec_gives_a_picture_that_can_be_shown(MediaCodec codec) throws IOException {
        HlsRecorder recorder = recorder(Duration.ofSeconds(2), Duration.ofMinutes(5));
        new Broadcast(Clip.of(codec, 12), 3, START).feed(recorder, 0, 8);
        recorder.finish().join();
        assertThat(thumbnails).hasSize(1);
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(thumbnails.get(0).jpeg()));
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(240);
    }

    @Test
    void the_first_picture_and_black_and_flat_ones_are_passed_over() {
        record(
                recorder(Duration.ZERO, Duration.ofMinutes(5)),
                8,
                second -> second < 3 ? BLACK : second < 5 ? GREY : MOVING);
        assertThat(thumbnails)
                .extracting(Thumbnail::at)
                .containsExactly(Instant.EPOCH.plusNanos(START).plusSeconds(5));
    }

    @Test
    void a_flat_picture_is_better_than_none_at_the_end_of_a_short_class() {
        record(recorder(Duration.ofSeconds(15), Duration.ofMinutes(5)), 5, second -> GREY);
        assertThat(thumbnails).hasSize(1);
    }

    @Test
    void a_class_in_the_dark_has_none() {
        record(recorder(Duration.ofSeconds(1), Duration.ofMinutes(5)), 15, second -> BLACK);
        assertThat(thumbnails).isEmpty();
    }

    @Test
    void it_is_refreshed_while_the_class_goes_on() {
        record(recorder(Duration.ofSeconds(2), Duration.ofSeconds(4)), 15, second -> MOVING);
        assertThat(thumbnails)
                .extracting(thumbnail -> Duration.between(Instant.EPOCH.plusNanos(START), thumbnail.at())
                        .toSeconds())
                .containsExactly(2L, 6L, 10L, 14L);
    }

    @Test
    void a_large_picture_is_made_smaller() {
        HlsRecorder recorder = recorder(Duration.ZERO, Duration.ofMinutes(5));
        recorder.broadcastStarted(List.of(new RecordedTrack(0, MediaCodec.H264)));
        try (Encoder encoder = Encoder.video(MediaCodec.H264, 1920, 1080, 10, 4_000_000)) {
            for (int i = 0; i < 2; i++) {
                recorder.frame(0, encoder.picture(true, i * 90_000L, MOVING), START + i * 1_000_000_000L);
            }
        }
        recorder.finish().join();
        assertThat(thumbnails).singleElement().satisfies(thumbnail -> {
            assertThat(thumbnail.width()).isEqualTo(1280);
            assertThat(thumbnail.height()).isEqualTo(720);
        });
    }
}
