package dev.stagedoor.recorder;

import dev.stagedoor.rtc.codec.MediaCodec;

/**
 * A track that is fed to a recorder.
 *
 * @param index names it in calls, from 0; at most one track of sound and one of pictures are recorded
 * @param codec its encoding
 */
public record RecordedTrack(int index, MediaCodec codec) {}
