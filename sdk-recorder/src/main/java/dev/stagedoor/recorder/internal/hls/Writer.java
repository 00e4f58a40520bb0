package dev.stagedoor.recorder.internal.hls;

import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.recorder.RecorderException;
import dev.stagedoor.recorder.RecorderOptions;
import dev.stagedoor.recorder.RecordingFacts;
import dev.stagedoor.recorder.RecordingFiles;
import dev.stagedoor.recorder.RecordingListener;
import dev.stagedoor.recorder.internal.intake.Pipeline;
import dev.stagedoor.recorder.internal.intake.SegmentSink;
import dev.stagedoor.rtc.codec.EncodedFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recorder behind its front: takes what is fed to the executor, and faults to the listener. Thread-safe. */
public final class Writer implements SegmentSink {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final int PACKET_COST = 100;

    private final Path directory;
    private final RecorderOptions options;
    private final RecordingFiles files;
    private final RecordingListener listener;
    private final Mailbox mailbox;
    private final Thumbnails thumbnails;
    private final Pipeline pipeline;
    private final CompletableFuture<RecordingFacts> facts = new CompletableFuture<>();
    private final AtomicBoolean finishing = new AtomicBoolean();
    private final AtomicBoolean overflown = new AtomicBoolean();
    private @Nullable Folder folder;
    private volatile boolean stopped;

    public Writer(
            Path directory,
            Executor executor,
            RecorderOptions options,
            RecordingFiles files,
            RecordingListener listener,
            Runnable keyFrameRequests) {
        this.directory = directory;
        this.options = options;
        this.files = files;
        this.listener = listener;
        this.mailbox = new Mailbox(executor, options.queuedBytes());
        this.thumbnails = new Thumbnails(options, picture -> tell(to -> to.thumbnail(picture)));
        this.pipeline = new Pipeline(options, this, keyFrameRequests, thumbnails::seen, mailbox::filled);
    }

    /** Reads the folder. */
    public void open() {
        task(() -> {
            Duration longest = options.longestSegment().plus(Pipeline.LONGEST_STEP);
            folder = Folder.open(directory, files, longest.toSeconds() + 1);
        });
    }

    /** A broadcast. */
    public void begin(List<RecordedTrack> tracks) {
        task(() -> pipeline.begin(tracks));
    }

    /** A packet. */
    public void packet(int track, byte[] packet, long arrivalNanos) {
        media(packet.length, () -> pipeline.packet(track, packet, arrivalNanos));
    }

    /** A frame. */
    public void frame(int track, EncodedFrame frame, long arrivalNanos) {
        media(frame.data().length, () -> pipeline.frame(track, frame, arrivalNanos));
    }

    /** A report. */
    public void clock(int track, long timestamp, long wallNanos) {
        task(() -> pipeline.clock(track, timestamp, wallNanos));
    }

    /** A loss. */
    public void lost() {
        task(pipeline::lost);
    }

    /** A break. */
    public void interrupt() {
        task(pipeline::interrupt);
    }

    /** The end. */
    public CompletableFuture<RecordingFacts> finish() {
        if (finishing.compareAndSet(false, true)) {
            try {
                mailbox.add(this::conclude);
            } catch (RejectedExecutionException e) {
                facts.completeExceptionally(new RecorderException("the recorder's executor refuses to work", e));
            }
        }
        return facts.copy();
    }

    private void conclude() {
        run(pipeline::finish);
        run(thumbnails::end);
        run(() -> {
            Folder open = folder;
            if (open != null && !open.playlist().entries().isEmpty()) {
                open.end();
            }
        });
        pipeline.close();
        try {
            Folder open = folder;
            facts.complete(open == null ? FactsReader.nothing() : FactsReader.read(open, pipeline.losses()));
        } catch (IOException | RuntimeException e) {
            facts.completeExceptionally(new RecorderException("the recording in " + directory + " cannot be read", e));
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void media(int bytes, Step step) {
        if (stopped || finishing.get()) {
            return;
        }
        try {
            boolean taken = mailbox.offer(bytes + PACKET_COST, () -> run(step));
            if (!taken) {
                overflown.set(true);
            } else if (overflown.compareAndSet(true, false)) {
                lost();
            }
        } catch (RejectedExecutionException e) {
            stop(new RecorderException("the recorder's executor refuses to work", e));
        }
    }

    private void task(Step step) {
        if (stopped || finishing.get()) {
            return;
        }
        try {
            mailbox.add(() -> run(step));
        } catch (RejectedExecutionException e) {
            stop(new RecorderException("the recorder's executor refuses to work", e));
        }
    }

    private void run(Step step) {
        if (stopped) {
            return;
        }
        try {
            step.run();
        } catch (IOException | UncheckedIOException e) {
            halt(new RecorderException("the recording in " + directory + " stops: " + e.getMessage(), e));
        } catch (RecorderException e) {
            halt(e);
        } catch (RuntimeException e) {
            halt(new RecorderException("the recording in " + directory + " stops by a fault", e));
        }
    }

    private void halt(RecorderException cause) {
        stop(cause);
        pipeline.close();
    }

    private void stop(RecorderException cause) {
        stopped = true;
        log.error("{}", cause.getMessage(), cause);
        tell(to -> to.stopped(cause));
    }

    private void tell(Consumer<RecordingListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            log.error("recording listener {} failed", listener.getClass().getName(), e);
        }
    }

    @Override
    public long lengthNanos() {
        return opened().playlist().length().toNanos();
    }

    @Override
    public void write(Segment segment) throws IOException {
        Folder open = opened();
        open.add(new Folder.Segment(
                segment.content(),
                open.initialize(segment.initialization()),
                segment.duration(),
                segment.discontinuity(),
                segment.startsWithKeyFrame(),
                segment.at()));
        tell(to -> to.segmentWritten(open.playlist().length()));
    }

    private Folder opened() {
        Folder open = folder;
        if (open == null) {
            throw new RecorderException("the folder is not open");
        }
        return open;
    }
}
