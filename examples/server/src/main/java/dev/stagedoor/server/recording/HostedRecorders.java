package dev.stagedoor.server.recording;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.event.DomainEvent;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.media.LiveInputEvent;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.recording.Claim;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamPage;
import dev.stagedoor.core.session.StreamQuery;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.recorder.whep.WhepSink;
import dev.stagedoor.recorder.whep.WhepSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records live classes whose media does not come through this process: of all nodes one claims a class, subscribes to it like a viewer, and hands what it receives to
 * {@link Recorders}. What it sees of the publisher it reports to the provider.
 */
public final class HostedRecorders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostedRecorders.class);
    private static final int LEFT_AT_ONCE = 50;

    private final StreamingPlatform platform;
    private final Recorders recorders;
    private final RecorderLeases leases;
    private final Sources sources;
    private final Consumer<LiveInputEvent> reports;
    private final InstantSource clock;
    private final Map<StreamId, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final ExecutorService rounds = Executors.newSingleThreadExecutor(HostedRecorders::thread);
    private final DomainEvents.Subscription events;

    /** Subscribes to live inputs. */
    @FunctionalInterface
    public interface Sources {
        /**
         * @param input where the class is broadcast
         * @param sink takes what is received
         * @return the subscription, under way
         */
        WhepSource subscribe(LiveInputId input, WhepSink sink);
    }

    /**
     * @param platform whose live classes are recorded
     * @param recorders write; they must ask the same leases before they do
     * @param leases what this node may write to
     * @param sources subscribes
     * @param reports hears what becomes of publishers
     * @param clock the server's time
     */
    public HostedRecorders(
            StreamingPlatform platform,
            Recorders recorders,
            RecorderLeases leases,
            Sources sources,
            Consumer<LiveInputEvent> reports,
            InstantSource clock) {
        this.platform = platform;
        this.recorders = recorders;
        this.leases = leases;
        this.sources = sources;
        this.reports = reports;
        this.clock = clock;
        this.events = platform.events().subscribe(this::heard);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "hosted-recorders");
        thread.setDaemon(true);
        return thread;
    }

    private void heard(DomainEvent event) {
        if (event instanceof DomainEvent.StreamChanged) {
            wake();
        }
    }

    /** Looks at once instead of with the next round. */
    public void wake() {
        try {
            rounds.execute(this::attempt);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed", closed);
        }
    }

    private void attempt() {
        try {
            round();
        } catch (RuntimeException fault) {
            LOG.warn("live classes could not be looked at; the next round comes", fault);
        }
    }

    /** Claims live classes and renews claims. Call it every {@link Recordings#RECORDER_INTERVAL}. */
    public synchronized void round() {
        Set<StreamId> live = new HashSet<>();
        StreamQuery query = StreamQuery.all().status(StreamStatus.LIVE);
        Optional<String> next;
        do {
            StreamPage page = platform.sessions().browse(query);
            page.streams().forEach(stream -> {
                live.add(stream.id());
                claim(stream);
            });
            next = page.nextCursor();
            query = next.isPresent() ? query.after(next.get()) : query;
        } while (next.isPresent());
        subscriptions.keySet().stream()
                .filter(id -> !live.contains(id))
                .toList()
                .forEach(this::over);
        finishLeft();
    }

    private void claim(StreamSession stream) {
        Instant asked = clock.instant();
        Optional<Claim> claim = platform.recordings().claim(stream.id(), recorders::hasFiles);
        if (claim.isEmpty()) {
            lose(stream.id());
            return;
        }
        Recording recording = claim.get().recording();
        leases.hold(recording.id(), asked.plus(Recordings.RECORDER_LEASE));
        Subscription running = subscriptions.get(stream.id());
        if (running != null && !running.recordingId().equals(recording.id())) {
            lose(stream.id());
            running = null;
        }
        Optional<LiveInputId> input = stream.liveInputId();
        if (running == null && input.isPresent()) {
            LOG.info("subscribing to stream {} to record it", stream.id());
            subscriptions.put(
                    stream.id(),
                    new Subscription(
                            stream.id(),
                            recording.id(),
                            recorders,
                            reports,
                            sink -> sources.subscribe(input.get(), sink)));
        }
    }

    private void lose(StreamId streamId) {
        Subscription lost = subscriptions.remove(streamId);
        if (lost != null) {
            LOG.warn("another node records stream {} now", streamId);
            leases.drop(lost.recordingId());
            lost.close();
            recorders.abandon(streamId);
        }
    }

    private void over(StreamId streamId) {
        Subscription ended = subscriptions.remove(streamId);
        if (ended != null) {
            ended.close();
            recorders.over(streamId);
        }
    }

    /** What a node that died left of classes that are over is finished by whoever reaches its files. */
    private void finishLeft() {
        Instant asked = clock.instant();
        for (Claim claim : platform.recordings().claimEnded(LEFT_AT_ONCE, recorders::hasFiles)) {
            leases.hold(claim.recording().id(), asked.plus(Recordings.RECORDER_LEASE));
            recorders.over(claim.recording().streamId());
        }
    }

    /** Notices silence and publishers that do not come back. Call it about every second. */
    public void look() {
        Instant now = clock.instant();
        subscriptions.values().forEach(it -> it.look(now));
    }

    /** How many classes this node subscribes to. */
    public int active() {
        return subscriptions.size();
    }

    /** Ends the subscriptions. The leases are given up with {@link #release}, once everything is written. */
    @Override
    public void close() {
        events.close();
        rounds.shutdownNow();
        try {
            if (!rounds.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("a round of the hosted recorders does not end");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        subscriptions.values().forEach(Subscription::close);
    }

    /** Lets another node go on at once with what this one recorded. Call it after {@link Recorders#close}, while the platform is still open. */
    public void release() {
        subscriptions.keySet().forEach(id -> {
            try {
                platform.recordings().release(id);
            } catch (RuntimeException fault) {
                LOG.warn("the lease of stream {} runs out by itself", id, fault);
            }
        });
        subscriptions.clear();
    }
}
