package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A video: an upload, a clip, or a recorded broadcast.
 *
 * @param uid 32 hexadecimal digits
 * @param status how far it is
 * @param readyToStream whether at least one quality plays
 * @param readyToStreamAt since when
 * @param duration how long it plays; empty while unknown
 * @param size in bytes; 0 while live or unknown
 * @param input the size of the picture
 * @param playback HLS and DASH by video uid
 * @param preview a page that plays it
 * @param thumbnail a still picture
 * @param thumbnailTimestampPct where in the video that is, 0 to 1
 * @param meta keys and values of ours; {@code name} is shown in Cloudflare's dashboard
 * @param publicDetails what Cloudflare's player shows
 * @param creator whose it is, up to 64 characters
 * @param created when it was made
 * @param modified when it was last changed
 * @param uploaded when its upload ended
 * @param uploadExpiry until when a direct upload may begin
 * @param scheduledDeletion when Cloudflare deletes it
 * @param requireSignedUrls whether playing takes a signed token
 * @param allowedOrigins hosts whose pages may play; empty: all
 * @param maxSizeBytes the largest upload allowed for it
 * @param maxDurationSeconds the longest upload allowed for it
 * @param liveInput the uid of the live input that it was broadcast on
 * @param clippedFrom the uid of the video it is a part of
 * @param watermark the uid of the watermark in it
 */
public record Video(
        String uid,
        VideoStatus status,
        boolean readyToStream,
        Optional<Instant> readyToStreamAt,
        Optional<Duration> duration,
        long size,
        Dimensions input,
        Optional<Playback> playback,
        Optional<URI> preview,
        Optional<URI> thumbnail,
        OptionalDouble thumbnailTimestampPct,
        Map<String, String> meta,
        Optional<PublicDetails> publicDetails,
        Optional<String> creator,
        Optional<Instant> created,
        Optional<Instant> modified,
        Optional<Instant> uploaded,
        Optional<Instant> uploadExpiry,
        Optional<Instant> scheduledDeletion,
        boolean requireSignedUrls,
        List<String> allowedOrigins,
        OptionalLong maxSizeBytes,
        OptionalInt maxDurationSeconds,
        Optional<String> liveInput,
        Optional<String> clippedFrom,
        Optional<String> watermark) {

    /** Shows what tells it apart, and no addresses. */
    @Override
    public String toString() {
        return "Video[uid=" + uid + ", state=" + status.state() + ", readyToStream=" + readyToStream + ", duration="
                + duration.map(Duration::toString).orElse("unknown") + ", created="
                + created.map(Instant::toString).orElse("unknown") + "]";
    }
}
