package dev.stagedoor.webrtc.headless;

/** Written by the loop's thread only, read by any. */
final class PlayerCounters {
    volatile long packets;
    volatile long bytes;
    volatile long frames;
    volatile long droppedFrames;
    volatile long nacked;
    volatile long recovered;
    volatile long lost;
    volatile long keyFrameRequests;

    PlayerStatistics snapshot() {
        return new PlayerStatistics(packets, bytes, frames, droppedFrames, nacked, recovered, lost, keyFrameRequests);
    }
}
