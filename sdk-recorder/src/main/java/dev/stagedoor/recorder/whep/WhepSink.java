package dev.stagedoor.recorder.whep;

import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.rtc.codec.EncodedFrame;
import java.util.List;

/** SPI: takes what a {@link WhepSource} receives, one call at a time; must not block. */
public interface WhepSink {
    /**
     * Media flows, for the first time, again, or with other encodings.
     *
     * @param tracks what is sent: sound is track 0, pictures are track 1
     * @param atNanos when, in nanoseconds since 1970
     */
    void started(List<RecordedTrack> tracks, long atNanos);

    /**
     * A whole frame, in order.
     *
     * @param track 0 or 1
     * @param frame what was sent
     * @param arrivalNanos when it arrived, in nanoseconds since 1970
     */
    void frame(int track, EncodedFrame frame, long arrivalNanos);

    /**
     * A sender report.
     *
     * @param track 0 or 1
     * @param rtpTimestamp on the track's clock, 0 to 2^32-1
     * @param wallNanos by the sender's clock, in nanoseconds since 1970
     */
    void clock(int track, long rtpTimestamp, long wallNanos);

    /**
     * Nothing comes any more: the publisher is gone or silent, or the connection is lost. {@link #started} follows when media is back.
     *
     * @param atNanos when it was noticed, in nanoseconds since 1970
     */
    void interrupted(long atNanos);

    /**
     * @param recorder where everything goes
     * @return a sink that feeds it
     */
    static WhepSink into(HlsRecorder recorder) {
        return new WhepSink() {
            @Override
            public void started(List<RecordedTrack> tracks, long atNanos) {
                recorder.broadcastStarted(tracks);
            }

            @Override
            public void frame(int track, EncodedFrame frame, long arrivalNanos) {
                recorder.frame(track, frame, arrivalNanos);
            }

            @Override
            public void clock(int track, long rtpTimestamp, long wallNanos) {
                recorder.clock(track, rtpTimestamp, wallNanos);
            }

            @Override
            public void interrupted(long atNanos) {
                recorder.interrupted();
            }
        };
    }
}
