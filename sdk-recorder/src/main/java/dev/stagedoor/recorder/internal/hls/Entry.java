package dev.stagedoor.recorder.internal.hls;

import java.time.Duration;
import java.time.Instant;

/**
 * One media segment in a playlist.
 *
 * @param uri its file's name
 * @param duration how long it plays
 * @param initialization its initialization segment's file name
 * @param discontinuity whether the segment before it does not lead into it
 * @param at the wall clock at its beginning
 */
public record Entry(String uri, Duration duration, String initialization, boolean discontinuity, Instant at) {}
