package dev.stagedoor.recorder;

import java.time.Duration;

/**
 * How to record.
 *
 * @param segment how long a segment is meant to be; it ends at the next key frame. 100 ms to 30 s; default 4 s
 * @param longestSegment when a segment ends without a key frame; at least {@code segment}, at most 60 s; default 10 s
 * @param startWait how long the other track is waited for at the beginning of a broadcast; default 3 s
 * @param queuedBytes what may wait for the writer, at least 100,000; what comes beyond is left out. Default 8 MiB
 * @param firstThumbnail when the first thumbnail is tried, after the recording's beginning; default 15 s
 * @param thumbnailInterval how often it is refreshed; zero for no thumbnails; default 5 minutes
 * @param thumbnailWidth the widest a thumbnail gets, 16 to 4096 pixels; default 1280
 */
public record RecorderOptions(
        Duration segment,
        Duration longestSegment,
        Duration startWait,
        int queuedBytes,
        Duration firstThumbnail,
        Duration thumbnailInterval,
        int thumbnailWidth) {
    /** What suits a class of an hour. */
    public static final RecorderOptions DEFAULT = new RecorderOptions(
            Duration.ofSeconds(4),
            Duration.ofSeconds(10),
            Duration.ofSeconds(3),
            8 << 20,
            Duration.ofSeconds(15),
            Duration.ofMinutes(5),
            1280);

    /** Checks every range. */
    public RecorderOptions {
        between("segment", segment, Duration.ofMillis(100), Duration.ofSeconds(30));
        between("longestSegment", longestSegment, segment, Duration.ofSeconds(60));
        between("startWait", startWait, Duration.ZERO, Duration.ofSeconds(60));
        between("firstThumbnail", firstThumbnail, Duration.ZERO, Duration.ofDays(1));
        between("thumbnailInterval", thumbnailInterval, Duration.ZERO, Duration.ofDays(1));
        if (queuedBytes < 100_000) {
            throw new IllegalArgumentException("queuedBytes must be at least 100000, was " + queuedBytes);
        }
        if (thumbnailWidth < 16 || thumbnailWidth > 4096) {
            throw new IllegalArgumentException("thumbnailWidth must be 16 to 4096, was " + thumbnailWidth);
        }
    }

    private static void between(String option, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(option + " must be " + least + " to " + most + ", was " + value);
        }
    }

    /** These with another segment length, and the longest segment in proportion. */
    public RecorderOptions withSegment(Duration length) {
        return new RecorderOptions(
                length,
                length.multipliedBy(5).dividedBy(2),
                startWait,
                queuedBytes,
                firstThumbnail,
                thumbnailInterval,
                thumbnailWidth);
    }

    /** These with thumbnails at other times; a zero interval for none. */
    public RecorderOptions withThumbnails(Duration first, Duration interval) {
        return new RecorderOptions(segment, longestSegment, startWait, queuedBytes, first, interval, thumbnailWidth);
    }

    /** These with another bound for what waits. */
    public RecorderOptions withQueuedBytes(int bytes) {
        return new RecorderOptions(
                segment, longestSegment, startWait, bytes, firstThumbnail, thumbnailInterval, thumbnailWidth);
    }
}
