package dev.stagedoor.server.recording;

import dev.stagedoor.mediaserver.spi.TapClock;
import dev.stagedoor.mediaserver.spi.TapFeed;
import dev.stagedoor.mediaserver.spi.TapPacket;
import dev.stagedoor.mediaserver.spi.TapSession;
import dev.stagedoor.mediaserver.spi.TapTrack;
import java.time.Instant;
import java.util.List;

/** Takes what one live input sends to the recording of its class. */
final class TappedBroadcast implements TapSession {
    private final TapFeed feed;
    private final OpenRecording recording;

    TappedBroadcast(TapFeed feed, OpenRecording recording) {
        this.feed = feed;
        this.recording = recording;
    }

    @Override
    public void broadcastStarted(List<TapTrack> tracks, Instant at) {
        recording.broadcastStarted(feed, tracks);
    }

    @Override
    public void packet(TapPacket packet) {
        recording.packet(packet);
    }

    @Override
    public void clock(TapClock reading) {
        recording.clock(reading);
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
