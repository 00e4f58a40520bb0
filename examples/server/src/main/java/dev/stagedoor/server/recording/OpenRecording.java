package dev.stagedoor.server.recording;

import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.recorder.RecordingFacts;
import dev.stagedoor.rtc.codec.EncodedFrame;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records one class, from its first media while it is live to its end, whatever its broadcasts do. Media that comes before the class is live is left out.
 */
final class OpenRecording {
    private final StreamId streamId;
    private final Function<StreamId, Optional<Recording>> begin;
    private final Function<Recording, HlsRecorder> open;
    private List<RecordedTrack> tracks = List.of();
    private @Nullable Runnable keyFrames;
    private @Nullable HlsRecorder recorder;
    private @Nullable RecordingId id;
    private boolean stopped;
    private boolean finished;
    private boolean failed;

    /**
     * @param begin asks the platform for the open recording of the class; empty while it is not live
     * @param open opens the recorder on that recording's folder
     */
    OpenRecording(
            StreamId streamId, Function<StreamId, Optional<Recording>> begin, Function<Recording, HlsRecorder> open) {
        this.streamId = streamId;
        this.begin = begin;
        this.open = open;
    }

    /** A closed recording: which, and what is in it. */
    record Closed(RecordingId id, CompletableFuture<RecordingFacts> facts) {}

    /** @param askForKeyFrame asks whoever sends */
    synchronized void broadcastStarted(Runnable askForKeyFrame, List<RecordedTrack> sent) {
        keyFrames = askForKeyFrame;
        tracks = sent;
        start();
    }

    /** The class went live. Does nothing where its recording has begun: the broadcast is told of once. */
    synchronized void wentLive() {
        if (recorder == null) {
            start();
        }
    }

    private void start() {
        if (finished || tracks.isEmpty() || keyFrames == null) {
            return;
        }
        HlsRecorder begun = recorder == null ? begun() : recorder;
        if (begun != null) {
            begun.broadcastStarted(tracks);
            keyFrames.run();
        }
    }

    /** A fault, such as a database that is away, is tried again with the publisher's next report. */
    private @Nullable HlsRecorder begun() {
        failed = true;
        Optional<Recording> recording = begin.apply(streamId);
        if (recording.isPresent()) {
            recorder = open.apply(recording.get());
            id = recording.get().id();
        }
        failed = false;
        return recorder;
    }

    synchronized void rtp(int track, byte[] packet, long arrivalNanos) {
        if (recorder != null) {
            recorder.rtp(track, packet, arrivalNanos);
        }
    }

    synchronized void frame(int track, EncodedFrame frame, long arrivalNanos) {
        if (recorder != null) {
            recorder.frame(track, frame, arrivalNanos);
        }
    }

    synchronized void clock(int track, long rtpTimestamp, long wallNanos) {
        if (failed) {
            start();
        }
        if (recorder != null) {
            recorder.clock(track, rtpTimestamp, wallNanos);
        }
    }

    synchronized void packetsLost() {
        if (recorder != null) {
            recorder.packetsLost();
        }
    }

    synchronized void interrupted() {
        if (recorder != null) {
            recorder.interrupted();
        }
    }

    /** The live input is over; another publisher may come while the class is live. */
    synchronized void inputEnded() {
        tracks = List.of();
        keyFrames = null;
        interrupted();
    }

    void requestKeyFrame() {
        Runnable ask;
        synchronized (this) {
            ask = keyFrames;
        }
        if (ask != null) {
            ask.run();
        }
    }

    synchronized void stopped() {
        stopped = true;
    }

    synchronized RecordingStatus status() {
        if (recorder == null || finished) {
            return RecordingStatus.OFF;
        }
        return stopped ? RecordingStatus.STOPPED : RecordingStatus.RECORDING;
    }

    /** Ends the recording for good. {@return what was recorded; empty when nothing was begun, or it was finished before} */
    synchronized Optional<Closed> finish() {
        if (finished || recorder == null || id == null) {
            finished = true;
            return Optional.empty();
        }
        finished = true;
        return Optional.of(new Closed(id, recorder.finish()));
    }

    /** Writes what is there because this process stops; the class may go on, and so may its recording. */
    synchronized Optional<CompletableFuture<RecordingFacts>> suspend() {
        if (finished || recorder == null) {
            return Optional.empty();
        }
        finished = true;
        return Optional.of(recorder.finish());
    }
}
