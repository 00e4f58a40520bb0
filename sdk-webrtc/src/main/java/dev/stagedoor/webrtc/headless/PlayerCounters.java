package dev.stagedoor.webrtc.headless;

/** What {@link PlayerStatistics} is made from. */
final class PlayerCounters {
    final Counter packets = new Counter();
    final Counter bytes = new Counter();
    final Counter frames = new Counter();
    final Counter droppedFrames = new Counter();
    final Counter nacked = new Counter();
    final Counter recovered = new Counter();
    final Counter lost = new Counter();
    final Counter keyFrameRequests = new Counter();

    PlayerStatistics snapshot() {
        return new PlayerStatistics(
                packets.get(),
                bytes.get(),
                frames.get(),
                droppedFrames.get(),
                nacked.get(),
                recovered.get(),
                lost.get(),
                keyFrameRequests.get());
    }
}
