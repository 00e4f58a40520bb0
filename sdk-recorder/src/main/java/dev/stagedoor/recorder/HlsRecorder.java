package dev.stagedoor.recorder;

import dev.stagedoor.recorder.internal.hls.Writer;
import dev.stagedoor.rtc.codec.EncodedFrame;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Records a live class into a folder as HLS (RFC 8216) with fragmented MP4: {@code index.m3u8} with what it names. Nothing is
 * transcoded, but VP8, which fragmented MP4 cannot carry: its pictures are decoded and encoded as H.264, which costs the recorder's thread
 * 0.4 to 0.8 of a core for 720p at 30 pictures a second.
 *
 * <p>Feed it with RTP packets or with whole frames. It survives what broadcasts do: losses, reconnects, other encodings, other
 * picture sizes, silence; each break is a discontinuity in one and the same recording. Opened on a folder that holds a
 * recording, whole or cut off by the end of a process, it goes on with it.
 *
 * <p>Each segment is on the disk for good before the playlist names it: whatever ends the process costs at most the open
 * segment. When the disk refuses, the recording stops, {@link RecordingListener#stopped} is told, and what is there stays
 * playable.
 *
 * <p>All methods may be called from any thread and never wait for the disk: the work is done on the executor, one task at a
 * time. What waits there is bounded; beyond that, what is fed is left out and pictures go on with the next key frame.
 */
public final class HlsRecorder {
    private final Writer writer;
    private final InstantSource clock;

    private HlsRecorder(Builder builder) {
        this.writer = new Writer(
                builder.directory,
                builder.executor,
                builder.options,
                builder.files,
                builder.listener,
                builder.keyFrameRequests);
        this.clock = builder.clock;
    }

    /**
     * Loads FFmpeg's native libraries, which unpacks 65 MB into {@code ~/.javacpp/cache} the first time. Without this the first
     * broadcast that is recorded does it, on the executor.
     *
     * @return FFmpeg's version
     * @throws RecorderException when there are none for this platform
     */
    public static String warmUp() {
        return dev.stagedoor.recorder.internal.ffmpeg.Ffmpeg.load();
    }

    /**
     * Describes a recorder.
     *
     * @param directory the recording's folder; made if it is not there
     * @param executor runs all work of this recorder, one task at a time, so that several recorders may share a pool
     */
    public static Builder builder(Path directory, Executor executor) {
        return new Builder(directory, executor);
    }

    /** A broadcast begins, or begins anew: another publisher, another encoder. Ends the one before. */
    public void broadcastStarted(List<RecordedTrack> tracks) {
        writer.begin(List.copyOf(tracks));
    }

    /**
     * Takes an RTP packet (RFC 3550), in any order; late ones are waited for a second.
     *
     * @param track a {@link RecordedTrack#index} of the broadcast
     * @param packet the whole packet; do not change it afterwards
     * @param arrivalNanos when it arrived, in nanoseconds since 1970
     */
    public void rtp(int track, byte[] packet, long arrivalNanos) {
        writer.packet(track, packet, arrivalNanos);
    }

    /**
     * Takes a whole frame, in order.
     *
     * @param arrivalNanos when it arrived, in nanoseconds since 1970
     */
    public void frame(int track, EncodedFrame frame, long arrivalNanos) {
        writer.frame(track, frame, arrivalNanos);
    }

    /** Takes a whole frame that arrives now by the recorder's clock. */
    public void frame(int track, EncodedFrame frame) {
        Instant now = clock.instant();
        writer.frame(track, frame, now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }

    /**
     * Takes a sender report (RFC 3550 section 6.4.1): puts the tracks in step. Reports of both tracks must be on one wall clock,
     * which may be any: a broadcast's first report tells how far it is from that of arrivals.
     *
     * @param rtpTimestamp on the track's clock, 0 to 2^32-1
     * @param wallNanos nanoseconds since 1970
     */
    public void clock(int track, long rtpTimestamp, long wallNanos) {
        writer.clock(track, rtpTimestamp, wallNanos);
    }

    /** Packets were lost on the way here, of which no gap in sequence numbers tells. */
    public void packetsLost() {
        writer.lost();
    }

    /** The publisher is gone or silent: what is there is written at once. More of the same broadcast may follow. */
    public void interrupted() {
        writer.interrupt();
    }

    /**
     * Writes what is there and ends the playlist. Later calls give the same answer; what is fed later is thrown away.
     *
     * @return what was recorded, also when the recording had stopped by a fault; fails with a {@link RecorderException} when even
     *     that cannot be read, or the executor refuses to work
     */
    public CompletableFuture<RecordingFacts> finish() {
        return writer.finish();
    }

    /** Options of a recorder; every one has a default. */
    public static final class Builder {
        private final Path directory;
        private final Executor executor;
        private RecorderOptions options = RecorderOptions.DEFAULT;
        private RecordingFiles files = RecordingFiles.durable();
        private RecordingListener listener = new RecordingListener() {};
        private Runnable keyFrameRequests = () -> {};
        private InstantSource clock = InstantSource.system();

        private Builder(Path directory, Executor executor) {
            this.directory = directory;
            this.executor = executor;
        }

        /** How to record. */
        public Builder options(RecorderOptions options) {
            this.options = options;
            return this;
        }

        /** How files are written. Default: durably. */
        public Builder files(RecordingFiles files) {
            this.files = files;
            return this;
        }

        /** Who hears of it. Default: nobody. */
        public Builder listener(RecordingListener listener) {
            this.listener = listener;
            return this;
        }

        /** Asks the publisher for a key frame; called on the executor about once a segment. Default: nothing is asked. */
        public Builder keyFrameRequests(Runnable request) {
            this.keyFrameRequests = request;
            return this;
        }

        /** Tells the time of frames that are fed without one. Default: the system's clock. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Opens the recorder; the folder is read on the executor. */
        public HlsRecorder open() {
            HlsRecorder recorder = new HlsRecorder(this);
            recorder.writer.open();
            return recorder;
        }
    }
}
