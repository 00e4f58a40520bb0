package dev.stagedoor.webrtc.headless;

/**
 * What a player has seen since it was started, over all its sessions.
 *
 * @param packets media packets received, retransmissions included
 * @param bytes payload bytes of those
 * @param frames whole frames given out
 * @param droppedFrames frames of which something was missing, or that came before a key frame
 * @param nacked packets asked for again
 * @param recovered packets that came as retransmissions
 * @param lost packets given up
 * @param keyFrameRequests key frames asked for
 */
public record PlayerStatistics(
        long packets,
        long bytes,
        long frames,
        long droppedFrames,
        long nacked,
        long recovered,
        long lost,
        long keyFrameRequests) {}
