package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.codec.MediaCodec;
import java.time.Instant;

/**
 * One instant on a track's clock and on the sender's wall clock, from a sender report (RFC 3550 section 6.4.1). Tracks of one
 * session are in step when they are placed by their readings.
 *
 * @param codec the track's encoding
 * @param rtpTimestamp on the clock of the track's {@code EncodedFrame}s, 0 to 2^32-1
 * @param at by the sender's wall clock, which may be far from ours
 */
public record ClockReading(MediaCodec codec, long rtpTimestamp, Instant at) {}
