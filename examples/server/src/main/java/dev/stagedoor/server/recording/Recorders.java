package dev.stagedoor.server.recording;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.event.DomainEvent;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
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
import dev.stagedoor.recorder.RecordingFiles;
import dev.stagedoor.recorder.RecordingFolder;
import dev.stagedoor.recorder.RecordingListener;
import dev.stagedoor.recorder.Thumbnail;
import dev.stagedoor.recorder.whep.WhepSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
    private static final String PLAYLIST = "index.m3u8";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final InstantSource clock;
    private final RecordingFiles files;
    private final Map<StreamId, OpenRecording> open = new ConcurrentHashMap<>();
    private final ExecutorService threads;
    private final AtomicReference<@Nullable StreamingPlatform> platform = new AtomicReference<>();
    private final Set<RecordingId> closing = ConcurrentHashMap.newKeySet();
    private volatile CapturedPictures pictures = (stream, jpeg) -> {};
    private volatile Consumer<StreamId> observer = stream -> {};
    private final AtomicInteger alarms = new AtomicInteger();
    private volatile boolean unavailable;
    private DomainEvents.@Nullable Subscription events;

    /**
     * @param folder where recordings of this node are made, one folder each
     * @param clock the server's time
     */
    public Recorders(Path folder, InstantSource clock) {
        this(folder, clock, id -> true);
    }

    /**
     * @param folder where recordings of this node are made, one folder each
     * @param clock the server's time
     * @param mayWrite whether a recording is this node's at the moment: what is not is not written to
     */
    public Recorders(Path folder, InstantSource clock, Predicate<RecordingId> mayWrite) {
        this(
                folder,
                clock,
                new FencedFiles(RecordingFiles.durable(), mayWrite),
                Executors.newFixedThreadPool(THREADS, Recorders::thread));
    }

    Recorders(Path folder, InstantSource clock, RecordingFiles files, ExecutorService threads) {
        this.folder = folder;
        this.clock = clock;
        this.files = files;
        this.threads = threads;
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

    /** Tells there, on a recording thread, of each class whose recording began or was stopped by a fault. */
    public void observer(Consumer<StreamId> to) {
        observer = to;
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

    /** How many live classes are not recorded any more because a fault stopped it. */
    public int stopped() {
        return (int) open.values().stream()
                .filter(it -> it.status() == RecordingStatus.STOPPED)
                .count();
    }

    /** How many recordings a fault has stopped since the start. */
    public int alarms() {
        return alarms.get();
    }

    /** What an operator should look at, a sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (unavailable) {
            warnings.add("Recording is off: FFmpeg has no native libraries for this machine.");
        }
        if (stopped() > 0) {
            warnings.add("A fault stopped the recording of " + stopped() + " live class(es). Is the disk full?");
        }
        return warnings;
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

    /** Whether the files of a recording can be reached from here, whichever node made them. */
    public boolean hasFiles(Recording recording) {
        return Files.isDirectory(folderOf(recording.id()));
    }

    @Override
    public Optional<TapSession> open(TapFeed feed) {
        Optional<StreamId> stream = StreamId.parse(feed.liveInputId());
        return stream.isEmpty() || !canRecord()
                ? Optional.empty()
                : Optional.of(new TappedBroadcast(feed, recordingOf(stream.get())));
    }

    /**
     * Where a subscription of this node sends what it receives of a class.
     *
     * @param askForKeyFrame asks the publisher
     * @return a sink; empty when this machine cannot record
     */
    Optional<WhepSink> subscription(StreamId streamId, Runnable askForKeyFrame) {
        return canRecord()
                ? Optional.of(new SubscribedBroadcast(recordingOf(streamId), askForKeyFrame))
                : Optional.empty();
    }

    /** The class is over, or was said to be elsewhere. */
    void over(StreamId streamId) {
        threads.execute(() -> finish(streamId));
    }

    /** Another node records the class from now on: nothing more is written here, and nothing is told. */
    void abandon(StreamId streamId) {
        Optional.ofNullable(open.remove(streamId)).ifPresent(OpenRecording::suspend);
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
        threads.execute(() -> observer.accept(streamId));
        return HlsRecorder.builder(folderOf(recording.id()), threads)
                .options(RecorderOptions.DEFAULT)
                .files(files)
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
            observer.accept(streamId);
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
                threads.execute(() -> Optional.ofNullable(open.get(streamId)).ifPresent(OpenRecording::wentLive));
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

    /** Another node's recording is left to that node: its files are not here. */
    private void finish(StreamId streamId) {
        Optional<OpenRecording.Closed> closed = close(streamId);
        if (closed.isPresent()) {
            var unused = closed.get()
                    .facts()
                    .whenComplete((facts, fault) -> closed(closed.get().id(), facts, fault));
        } else {
            platform().recordings().unfinished().stream()
                    .filter(it -> it.streamId().equals(streamId))
                    .map(Recording::id)
                    .forEach(this::recover);
        }
    }

    private Optional<OpenRecording.Closed> close(StreamId streamId) {
        synchronized (closing) {
            Optional<OpenRecording.Closed> closed =
                    Optional.ofNullable(open.remove(streamId)).flatMap(OpenRecording::finish);
            closed.ifPresent(it -> closing.add(it.id()));
            return closed;
        }
    }

    /** What a full disk stopped has a playlist without an end, which players would take for a class that goes on. */
    private void closed(RecordingId id, @Nullable RecordingFacts facts, @Nullable Throwable fault) {
        try {
            if (facts == null) {
                LOG.error("recording {} could not be finished; the next look tries again", id, fault);
            } else if (facts.isEmpty() || facts.complete()) {
                tell(id, FactsOfRecording.of(facts));
            } else {
                end(id);
            }
        } finally {
            closing.remove(id);
        }
    }

    private void tell(RecordingId id, dev.stagedoor.core.recording.RecordingFacts facts) {
        try {
            platform().recordings().finished(id, facts);
        } catch (RuntimeException failed) {
            LOG.error("recording {} is finished, but nobody wrote it down; the next look tries again", id, failed);
        }
    }

    /**
     * Closes what is still open of classes that are over: what an earlier process left, what could not be written down, and what ended on another node. Call it now
     * and then. Of a class that is still live the next broadcast goes on with the recording.
     */
    public void lookAgain() {
        threads.execute(this::takeUp);
    }

    private void takeUp() {
        try {
            List<Recording> left = platform().recordings().unfinished();
            left.stream()
                    .map(Recording::streamId)
                    .distinct()
                    .filter(it -> !isLive(it))
                    .forEach(this::finish);
        } catch (RuntimeException fault) {
            LOG.error("recordings that were left open could not be looked at; the next look tries again", fault);
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

    /** Gives up only what is not there: what the disk refuses now may be had later. */
    private void recover(RecordingId id) {
        if (!closing.contains(id)) {
            end(id);
        }
    }

    private void end(RecordingId id) {
        try {
            RecordingFacts facts = RecordingFolder.recover(folderOf(id));
            LOG.info("recording {} was cut off and is finished now: {}", id, facts.duration());
            tell(id, FactsOfRecording.of(facts));
        } catch (RecorderException | LinkageError fault) {
            if (Files.exists(folderOf(id).resolve(PLAYLIST))) {
                LOG.error("recording {} could not be finished; the next look tries again", id, fault);
            } else {
                LOG.warn("nothing of recording {} can be used", id, fault);
                tell(id, FactsOfRecording.NOTHING);
            }
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
