package dev.stagedoor.recorder.internal.hls;

import dev.stagedoor.recorder.RecorderException;
import dev.stagedoor.recorder.RecorderOptions;
import dev.stagedoor.recorder.Thumbnail;
import dev.stagedoor.recorder.internal.ffmpeg.Still;
import dev.stagedoor.recorder.internal.ffmpeg.TrackFormat;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses pictures of a broadcast: never its first one, which often shows a hand at the camera, and none that is black or flat,
 * as long as there is another one.
 */
final class Thumbnails {
    private static final Logger log = LoggerFactory.getLogger(Thumbnails.class);
    private static final double DARK = 24;
    private static final double FLAT = 8;
    private static final int PATIENCE = 10;
    private static final long NEVER = Long.MAX_VALUE;

    private final long firstNanos;
    private final long intervalNanos;
    private final int width;
    private final Consumer<Thumbnail> taker;
    private long due = NEVER;
    private boolean begun;
    private boolean given;
    private int refused;
    private @Nullable Candidate newest;

    private record Candidate(TrackFormat format, byte[] data, long wallNanos) {}

    Thumbnails(RecorderOptions options, Consumer<Thumbnail> taker) {
        this.firstNanos = options.firstThumbnail().toNanos();
        this.intervalNanos = options.thumbnailInterval().toNanos();
        this.width = options.thumbnailWidth();
        this.taker = taker;
    }

    /** A key frame is stored. */
    void seen(TrackFormat format, byte[] data, long wallNanos) {
        if (intervalNanos == 0) {
            return;
        }
        if (!begun) {
            begun = true;
            due = wallNanos + firstNanos;
            return;
        }
        newest = given ? null : new Candidate(format, data, wallNanos);
        if (wallNanos >= due) {
            offer(new Candidate(format, data, wallNanos), refused >= PATIENCE);
        }
    }

    /** The recording ends: a short one gets the last picture there was. */
    void end() {
        Candidate last = newest;
        if (!given && last != null) {
            offer(last, true);
        }
    }

    private void offer(Candidate candidate, boolean anything) {
        Still picture = decode(candidate).orElse(null);
        boolean dark = picture == null || picture.mean() < DARK;
        boolean flat = picture == null || picture.contrast() < FLAT;
        if (picture == null || dark || flat && !anything) {
            refused++;
            return;
        }
        refused = 0;
        given = true;
        newest = null;
        due = candidate.wallNanos + intervalNanos;
        taker.accept(new Thumbnail(
                picture.jpeg(), picture.width(), picture.height(), Instant.EPOCH.plusNanos(candidate.wallNanos)));
    }

    private Optional<Still> decode(Candidate candidate) {
        try {
            return Still.of(candidate.format.codec(), candidate.data, width);
        } catch (RecorderException e) {
            log.warn("a key frame gives no thumbnail", e);
            return Optional.empty();
        }
    }
}
