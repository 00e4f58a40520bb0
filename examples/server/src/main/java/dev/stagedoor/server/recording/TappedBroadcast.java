package dev.stagedoor.server.recording;

import dev.stagedoor.mediaserver.spi.TapClock;
import dev.stagedoor.mediaserver.spi.TapFeed;
import dev.stagedoor.mediaserver.spi.TapPacket;
import dev.stagedoor.mediaserver.spi.TapSession;
import dev.stagedoor.mediaserver.spi.TapTrack;
import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes what one live input sends to the recording of its class. */
final class TappedBroadcast implements TapSession {
    private final TapFeed feed;
    private final OpenRecording recording;

    TappedBroadcast(TapFeed feed, OpenRecording recording) {
        this.feed = feed;
        this.recording = recording;
    }

    private static Optional<RecordedTrack> recorded(TapTrack track) {
        return MediaCodec.of(track.codec()).map(codec -> new RecordedTrack(track.index(), codec));
    }

    @Override
    public void broadcastStarted(List<TapTrack> tracks, Instant at) {
        recording.broadcastStarted(
                feed::requestKeyFrame,
                tracks.stream().flatMap(it -> recorded(it).stream()).toList());
    }

    @Override
    public void packet(TapPacket packet) {
        recording.rtp(packet.track(), packet.rtp(), packet.arrivalNanos());
    }

    @Override
    public void clock(TapClock reading) {
        recording.clock(reading.track(), reading.rtpTimestamp(), reading.wallNanos());
    }

    @Override
    public void packetsLost(long packets) {
        recording.packetsLost();
    }

    @Override
    public void publisherLost(Instant at) {
        recording.interrupted();
    }

    @Override
    public void publisherReturned(Instant at) {
        feed.requestKeyFrame();
    }

    @Override
    public void ended(Instant at) {
        recording.inputEnded();
    }
}
