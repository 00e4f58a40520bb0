package dev.stagedoor.recorder.internal.ffmpeg;

/**
 * A frame with its place.
 *
 * @param stream index of its track's format
 * @param time in ticks of the codec's clock from the recording's beginning
 * @param duration in the same ticks
 */
public record Sample(int stream, byte[] data, long time, long duration, boolean key) {}
