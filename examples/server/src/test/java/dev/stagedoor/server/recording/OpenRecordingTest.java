package dev.stagedoor.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.mediaserver.spi.TapFeed;
import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenRecordingTest {

    private static final StreamId ID = new StreamId(new UUID(1, 2));
    private static final RecordedTrack SOUND = new RecordedTrack(0, MediaCodec.OPUS);
    private static final Recording RECORDING =
            Recording.begun(new RecordingId(new UUID(3, 4)), ID, "here", Instant.parse("2026-03-02T09:00:00Z"));

    @TempDir
    Path folder;

    private final CountingFeed feed = new CountingFeed();
    private boolean databaseAway;
    private boolean live = true;

    private final OpenRecording recording = new OpenRecording(ID, this::begin, this::open);

    private Optional<Recording> begin(StreamId id) {
        if (databaseAway) {
            throw new IllegalStateException("planted");
        }
        return live ? Optional.of(RECORDING) : Optional.empty();
    }

    private HlsRecorder open(Recording of) {
        return HlsRecorder.builder(folder.resolve(of.id().toString()), Runnable::run)
                .open();
    }

    @Test
    void a_database_that_was_away_when_the_broadcast_began_costs_no_recording() {
        databaseAway = true;
        assertThatThrownBy(() -> recording.broadcastStarted(feed::requestKeyFrame, List.of(SOUND)))
                .hasMessage("planted");
        assertThat(recording.status()).isEqualTo(RecordingStatus.OFF);

        databaseAway = false;
        recording.clock(0, 0, 0);

        assertThat(recording.status()).isEqualTo(RecordingStatus.RECORDING);
    }

    @Test
    void media_before_the_class_is_live_asks_the_platform_once_and_is_recorded_from_the_start_on() {
        live = false;
        recording.broadcastStarted(feed::requestKeyFrame, List.of(SOUND));
        recording.clock(0, 0, 0);
        assertThat(recording.status()).isEqualTo(RecordingStatus.OFF);

        live = true;
        recording.clock(0, 960, 20_000_000);
        assertThat(recording.status()).isEqualTo(RecordingStatus.OFF);
        recording.wentLive();

        assertThat(recording.status()).isEqualTo(RecordingStatus.RECORDING);
    }

    @Test
    void news_of_the_start_that_comes_after_the_media_begins_nothing_anew() {
        recording.broadcastStarted(feed::requestKeyFrame, List.of(SOUND));
        recording.wentLive();

        assertThat(feed.asked).isEqualTo(1);
    }

    private static final class CountingFeed implements TapFeed {
        private int asked;

        @Override
        public String liveInputId() {
            return ID.toString();
        }

        @Override
        public void requestKeyFrame() {
            asked++;
        }
    }
}
