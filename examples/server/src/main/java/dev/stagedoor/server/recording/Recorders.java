package dev.stagedoor.server.recording;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.event.DomainEvent;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.mediaserver.spi.MediaTap;
import dev.stagedoor.mediaserver.spi.TapFeed;
import dev.stagedoor.mediaserver.spi.TapSession;
import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.recorder.RecorderException;
import dev.stagedoor.recorder.RecorderOptions;
import dev.stagedoor.recorder.RecordingFacts;
import dev.stagedoor.recorder.RecordingFolder;
import dev.stagedoor.recorder.RecordingListener;
import dev.stagedoor.recorder.Thumbnail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recorders of this node. A class is recorded from its first media while it is live until it ends; a recording that a crash cut off is finished, or gone on
 * with, by the next process. A fault of a recorder never touches the class.
 */
public final class Recorders implements MediaTap, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recorders.class);
    private static final int THREADS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final InstantSource clock;
    private final Map<StreamId, OpenRecording> open = new ConcurrentHashMap<>();
    private final ExecutorService threads;
    private final AtomicReference<@Nullable StreamingPlatform> platform = new AtomicReference<>();
    private volatile CapturedPictures pictures = (stream, jpeg) -> {};
    private final AtomicInteger alarms = new AtomicInteger();
    private volatile boolean unavailable;
    private DomainEvents.@Nullable Subscription events;

    /**
     * @param folder where recordings of this node are made, one folder each
     * @param clock the server's time
     */
    public Recorders(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(THREADS, Recorders::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "recording");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs the tap's calls and the recorders. */
    public ExecutorService executor() {
        return threads;
    }

    /** Begins to record for this platform, and looks after what an earlier process left open. */
    public void attach(StreamingPlatform to) {
        platform.set(to);
        events = to.events().subscribe(this::heard);
        threads.execute(this::takeUp);
    }

    /** Sends captured pictures there. */
    public void pictures(CapturedPictures to) {
        pictures = to;
    }

    /** How recording a class goes on this node. */
    public RecordingStatus status(StreamId streamId) {
        OpenRecording recording = open.get(streamId);
        return recording == null ? RecordingStatus.OFF : recording.status();
    }

    /** How many recordings are being written now. */
    public int active() {
        return (int) open.values().stream()
                .filter(it -> it.status() == RecordingStatus.RECORDING)
                .count();
    }

    /** How many recordings a fault has stopped since the start. */
    public int alarms() {
        return alarms.get();
    }

    /** Whether recordings can be made on this machine: false once FFmpeg was found missing. */
    public boolean available() {
        return !unavailable;
    }

    private StreamingPlatform platform() {
        StreamingPlatform attached = platform.get();
        if (attached == null) {
            throw new IllegalStateException("the recorders are not attached to a platform");
        }
        return attached;
    }

    /** The folder of a recording. */
    public Path folderOf(RecordingId id) {
        return folder.resolve(id.toString());
    }

    @Override
    public Optional<TapSession> open(TapFeed feed) {
        Optional<StreamId> stream = StreamId.parse(feed.liveInputId());
        return stream.isEmpty() || !canRecord()
                ? Optional.empty()
                : Optional.of(new TappedBroadcast(feed, recordingOf(stream.get())));
    }

    private boolean canRecord() {
        if (unavailable) {
            return false;
        }
        try {
            HlsRecorder.warmUp();
            return true;
        } catch (RecorderException | LinkageError missing) {
            unavailable = true;
            LOG.error("recording is off: FFmpeg has no native libraries for this machine; classes go on", missing);
            return false;
        }
    }

    private OpenRecording recordingOf(StreamId streamId) {
        return open.computeIfAbsent(
                streamId,
                id -> new OpenRecording(id, it -> platform().recordings().begin(it), it -> recorder(id, it)));
    }

    private HlsRecorder recorder(StreamId streamId, Recording recording) {
        return HlsRecorder.builder(folderOf(recording.id()), threads)
                .options(RecorderOptions.DEFAULT)
                .listener(new Listener(streamId))
                .keyFrameRequests(() -> requestKeyFrame(streamId))
                .clock(clock)
                .open();
    }

    private void requestKeyFrame(StreamId streamId) {
        OpenRecording recording = open.get(streamId);
        if (recording != null) {
            recording.requestKeyFrame();
        }
    }

    private final class Listener implements RecordingListener {
        private final StreamId streamId;

        Listener(StreamId streamId) {
            this.streamId = streamId;
        }

        @Override
        public void stopped(RecorderException cause) {
            alarms.incrementAndGet();
            LOG.error("the recording of stream {} stopped; the class goes on. Is the disk full?", streamId, cause);
            OpenRecording recording = open.get(streamId);
            if (recording != null) {
                recording.stopped();
            }
        }

        @Override
        public void thumbnail(Thumbnail thumbnail) {
            pictures.captured(streamId, thumbnail.jpeg());
        }
    }

    private void heard(DomainEvent event) {
        if (event instanceof DomainEvent.StreamChanged it) {
            StreamId streamId = it.stream().id();
            if (it.change() == DomainEvent.StreamChanged.Change.STARTED) {
                threads.execute(() -> Optional.ofNullable(open.get(streamId)).ifPresent(OpenRecording::start));
            } else if (isOver(it)) {
                threads.execute(() -> finish(streamId));
            }
        }
    }

    private static boolean isOver(DomainEvent.StreamChanged event) {
        return switch (event.change()) {
            case ENDED, CANCELLED, DELETED -> true;
            case CREATED, EDITED, STARTED -> false;
        };
    }

    private void finish(StreamId streamId) {
        OpenRecording recording = open.remove(streamId);
        Optional<OpenRecording.Closed> closed = recording == null ? Optional.empty() : recording.finish();
        if (closed.isPresent()) {
            var unused = closed.get()
                    .facts()
                    .whenComplete((facts, fault) -> tell(closed.get().id(), Optional.ofNullable(facts), fault));
        } else {
            platform()
                    .recordings()
                    .forStream(streamId)
                    .filter(it -> it.state() == RecordingState.RECORDING)
                    .ifPresent(this::recover);
        }
    }

    private void tell(RecordingId id, Optional<RecordingFacts> facts, @Nullable Throwable fault) {
        if (facts.isEmpty()) {
            LOG.error("recording {} could not be finished; the next start tries again", id, fault);
            return;
        }
        try {
            platform().recordings().finished(id, FactsOfRecording.of(facts.get()));
        } catch (RuntimeException failed) {
            LOG.error("recording {} is finished, but nobody wrote it down; the next start tries again", id, failed);
        }
    }

    /** What an earlier process left open is finished when its class is over; of one that is still live the next broadcast goes on with it. */
    private void takeUp() {
        try {
            List<Recording> left = platform().recordings().unfinished();
            left.stream().filter(it -> !isLive(it.streamId())).forEach(this::recover);
        } catch (RuntimeException fault) {
            LOG.error("recordings of an earlier process could not be looked at; the next start tries again", fault);
        }
    }

    private boolean isLive(StreamId streamId) {
        return platform()
                .sessions()
                .find(streamId)
                .map(StreamSession::status)
                .filter(StreamStatus.LIVE::equals)
                .isPresent();
    }

    private void recover(Recording recording) {
        try {
            RecordingFacts facts = RecordingFolder.recover(folderOf(recording.id()));
            LOG.info("recording {} was cut off and is finished now: {}", recording.id(), facts.duration());
            tell(recording.id(), Optional.of(facts), null);
        } catch (RecorderException | LinkageError nothing) {
            LOG.warn("nothing of recording {} can be used", recording.id(), nothing);
            platform().recordings().finished(recording.id(), FactsOfRecording.NOTHING);
        }
    }

    /** Writes what is there. Classes that are live go on being recorded by the next process. */
    @Override
    public void close() {
        if (events != null) {
            events.close();
        }
        CompletableFuture<?>[] writing =
                open.values().stream().flatMap(it -> it.suspend().stream()).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(writing).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("a recording could not be written to its end; the next start looks after it", late);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
    }
}
