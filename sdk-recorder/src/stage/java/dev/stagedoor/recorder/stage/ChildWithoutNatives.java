package dev.stagedoor.recorder.stage;

import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.recorder.RecorderException;
import dev.stagedoor.recorder.RecordingListener;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.nio.file.Path;
import java.util.List;

/** Tries to record on a machine for which there is no FFmpeg. */
public final class ChildWithoutNatives {
    private ChildWithoutNatives() {}

    /** Argument: the recording's folder. */
    public static void main(String[] arguments) {
        HlsRecorder recorder = HlsRecorder.builder(Path.of(arguments[0]), Runnable::run)
                .listener(new RecordingListener() {
                    @Override
                    public void stopped(RecorderException cause) {
                        System.out.println("alarm: " + cause.getMessage());
                    }
                })
                .open();
        recorder.broadcastStarted(
                List.of(new RecordedTrack(0, MediaCodec.OPUS), new RecordedTrack(1, MediaCodec.H264)));
        recorder.frame(1, new EncodedFrame(MediaCodec.H264, new byte[100], 0, true));
        System.out.println("empty: " + recorder.finish().join().isEmpty());
        try {
            HlsRecorder.warmUp();
        } catch (RecorderException e) {
            System.out.println("warm-up: " + e.getMessage());
        }
    }
}
