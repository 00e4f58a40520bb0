package dev.stagedoor.server.recording;

import dev.stagedoor.core.media.LiveInputEvent;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.recorder.whep.WhepSink;
import dev.stagedoor.recorder.whep.WhepSource;
import dev.stagedoor.rtc.codec.EncodedFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One class that this node subscribes to: records it, and reports when its media comes and goes, since nobody else sees that. */
final class Subscription implements WhepSink {
    /** How long a publisher may be away before it counts as gone: a hosted service lets a broken broadcast go after about 45 seconds. */
    static final Duration GRACE = Duration.ofSeconds(75);

    private final StreamId streamId;
    private final RecordingId recordingId;
    private final Consumer<LiveInputEvent> reports;
    private final Function<WhepSink, WhepSource> subscribe;
    private final Optional<WhepSink> recorder;
    private WhepSource source;
    private @Nullable Instant lostAt;
    private boolean gone;

    /**
     * @param recorders makes the sink that records
     * @param subscribe begins to receive into a sink
     */
    Subscription(
            StreamId streamId,
            RecordingId recordingId,
            Recorders recorders,
            Consumer<LiveInputEvent> reports,
            Function<WhepSink, WhepSource> subscribe) {
        this.streamId = streamId;
        this.recordingId = recordingId;
        this.reports = reports;
        this.subscribe = subscribe;
        this.recorder = recorders.subscription(streamId, this::requestKeyFrame);
        this.source = subscribe.apply(this);
    }

    RecordingId recordingId() {
        return recordingId;
    }

    private void requestKeyFrame() {
        current().requestKeyFrame();
    }

    private synchronized WhepSource current() {
        return source;
    }

    @Override
    public void started(List<RecordedTrack> tracks, long atNanos) {
        recorder.ifPresent(it -> it.started(tracks, atNanos));
        Instant at = instant(atNanos);
        synchronized (this) {
            lostAt = null;
            gone = false;
        }
        reports.accept(new LiveInputEvent.PublisherConnected(streamId, at));
        reports.accept(new LiveInputEvent.MediaFlowing(streamId, at));
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    @Override
    public void frame(int track, EncodedFrame frame, long arrivalNanos) {
        recorder.ifPresent(it -> it.frame(track, frame, arrivalNanos));
    }

    @Override
    public void clock(int track, long rtpTimestamp, long wallNanos) {
        recorder.ifPresent(it -> it.clock(track, rtpTimestamp, wallNanos));
    }

    @Override
    public void interrupted(long atNanos) {
        recorder.ifPresent(it -> it.interrupted(atNanos));
        Instant at = instant(atNanos);
        synchronized (this) {
            lostAt = at;
        }
        reports.accept(new LiveInputEvent.PublisherReconnecting(streamId, at, at.plus(GRACE)));
    }

    /** Notices silence, a publisher that does not come back, and a source that was refused. */
    void look(Instant now) {
        WhepSource watched = current();
        watched.look(now);
        if (goesNow(now)) {
            reports.accept(new LiveInputEvent.PublisherGone(streamId, now));
        }
        if (watched.isOver()) {
            WhepSource next = subscribe.apply(this);
            synchronized (this) {
                source = next;
            }
        }
    }

    private synchronized boolean goesNow(Instant now) {
        boolean goes = !gone && lostAt != null && !now.isBefore(lostAt.plus(GRACE));
        gone = gone || goes;
        return goes;
    }

    void close() {
        current().close();
    }
}
