package dev.stagedoor.server.recording;

import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.recorder.whep.WhepSink;
import dev.stagedoor.rtc.codec.EncodedFrame;
import java.util.List;

/** Takes what a subscription receives to the recording of its class. */
final class SubscribedBroadcast implements WhepSink {
    private final OpenRecording recording;
    private final Runnable askForKeyFrame;

    SubscribedBroadcast(OpenRecording recording, Runnable askForKeyFrame) {
        this.recording = recording;
        this.askForKeyFrame = askForKeyFrame;
    }

    @Override
    public void started(List<RecordedTrack> tracks, long atNanos) {
        recording.broadcastStarted(askForKeyFrame, tracks);
    }

    @Override
    public void frame(int track, EncodedFrame frame, long arrivalNanos) {
        recording.frame(track, frame, arrivalNanos);
    }

    @Override
    public void clock(int track, long rtpTimestamp, long wallNanos) {
        recording.clock(track, rtpTimestamp, wallNanos);
    }

    @Override
    public void interrupted(long atNanos) {
        recording.interrupted();
    }
}
