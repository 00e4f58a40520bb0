package dev.stagedoor.server.api;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.AudienceCount;
import dev.stagedoor.core.event.DomainEvent;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.media.LiveInputEvent;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.server.http.EventStream;
import dev.stagedoor.server.recording.RecordingStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Passes on to browsers what has happened to the class they look at, if any, and to the wallet and seats of the person looking. */
public final class StreamEvents implements AutoCloseable {

    private static final int MOST_LISTENERS = 5_000;
    private static final int MOST_LISTENERS_AT_ADDRESS = 500;

    /** After this a browser asks again, and by then somebody may have signed out. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final StreamingPlatform platform;
    private final InstantSource clock;
    private final Function<StreamId, RecordingStatus> recording;
    private final DomainEvents.Subscription subscription;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Map<StreamId, Broadcast> broadcasts = new ConcurrentHashMap<>();

    /** A browser, where it is and until when it may listen. */
    record Seat(String address, EventStream events) {}

    private record Listener(Optional<StreamId> streamId, Optional<UserId> user, Seat seat, Instant until) {
        EventStream events() {
            return seat.events();
        }

        boolean looksAt(StreamId id) {
            return streamId.filter(id::equals).isPresent();
        }
    }

    private record Broadcast(String state, @Nullable Instant graceUntil) {
        static final Broadcast NONE = new Broadcast("waiting", null);
    }

    /**
     * Subscribes to the platform.
     *
     * @param recording how recording a class goes
     */
    public StreamEvents(
            StreamingPlatform platform, InstantSource clock, Function<StreamId, RecordingStatus> recording) {
        this.platform = platform;
        this.clock = clock;
        this.recording = recording;
        this.subscription = platform.events().subscribe(this::hear);
    }

    /** Whether one more browser at this address may listen. */
    boolean hasRoom(String address) {
        return listeners.size() < MOST_LISTENERS
                && listeners.stream()
                                .filter(listener -> listener.seat().address().equals(address))
                                .count()
                        < MOST_LISTENERS_AT_ADDRESS;
    }

    /** Lets a browser listen, beginning with how things are. */
    void join(StreamSession stream, Optional<UserId> user, Seat seat) {
        EventStream events = seat.events();
        add(new Listener(Optional.of(stream.id()), user, seat, until()));
        AudienceCount count = platform.audience().count(stream.id());
        events.send("status", status(stream));
        events.send("viewers", viewers(count.viewers(), count.peakViewers()));
    }

    /** Lets a person's browser listen to wallet and seats only, beginning with the balance. */
    void join(UserId user, Seat seat) {
        add(new Listener(Optional.empty(), Optional.of(user), seat, until()));
        seat.events()
                .send(
                        "balance",
                        Map.of("balance", platform.tokens().balance(user).amount()));
    }

    private Instant until() {
        return clock.instant().plus(LONGEST);
    }

    private void add(Listener listener) {
        listeners.add(listener);
        listener.events().onClose(() -> listeners.remove(listener));
    }

    /** Sends everybody a sign of life, and lets go who has listened for so long that it is time to say who they are. */
    public void keepAlive() {
        Instant now = clock.instant();
        for (Listener listener : listeners) {
            if (now.isBefore(listener.until())) {
                listener.events().keepAlive();
            } else {
                listener.events().close();
            }
        }
    }

    private void hear(DomainEvent event) {
        if (event instanceof DomainEvent.StreamChanged it) {
            changed(it);
        } else if (event instanceof DomainEvent.AudienceChanged it) {
            tell(it.streamId(), "viewers", viewers(it.viewers(), it.peakViewers()));
        } else if (event instanceof DomainEvent.BroadcastChanged it) {
            broadcast(it.streamId(), it.event());
        } else if (event instanceof DomainEvent.BalanceChanged it) {
            tell(
                    it.userId(),
                    (listener, user) -> listener.events()
                            .send("balance", Map.of("balance", it.newBalance().amount())));
        } else if (event instanceof DomainEvent.EnrollmentChanged it) {
            tell(it.enrollment().userId(), (listener, user) -> {
                if (listener.streamId().isEmpty()
                        || listener.looksAt(it.enrollment().streamId())) {
                    listener.events().send("enrollment", EnrollmentView.of(it.enrollment()));
                }
            });
        }
    }

    private void changed(DomainEvent.StreamChanged it) {
        boolean over = it.stream().status() == StreamStatus.ENDED || it.stream().status() == StreamStatus.CANCELLED;
        if (over || it.change() == DomainEvent.StreamChanged.Change.DELETED) {
            broadcasts.remove(it.stream().id());
        }
        Map<String, Object> status = status(it.stream());
        status.put("change", it.change().name().toLowerCase(java.util.Locale.ROOT));
        tell(it.stream().id(), "status", status);
    }

    private void broadcast(StreamId id, LiveInputEvent event) {
        if (event instanceof LiveInputEvent.MediaFlowing) {
            broadcasts.put(id, new Broadcast("live", null));
        } else if (event instanceof LiveInputEvent.PublisherConnected) {
            broadcasts.putIfAbsent(id, new Broadcast("connecting", null));
        } else if (event instanceof LiveInputEvent.PublisherReconnecting lost) {
            broadcasts.put(id, new Broadcast("reconnecting", lost.graceUntil()));
        } else if (event instanceof LiveInputEvent.PublisherGone) {
            broadcasts.remove(id);
        }
        tellStatus(id);
    }

    /** Tells everybody who looks at the class how it is; for changes that no domain event tells of. */
    public void tellStatus(StreamId id) {
        platform.sessions().find(id).ifPresent(stream -> tell(id, "status", status(stream)));
    }

    private Map<String, Object> status(StreamSession stream) {
        Broadcast broadcast = broadcasts.getOrDefault(stream.id(), Broadcast.NONE);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", stream.status().wireName());
        body.put("broadcast", stream.status() == StreamStatus.LIVE ? broadcast.state() : "none");
        body.put("graceUntil", broadcast.graceUntil());
        body.put("recording", recording.apply(stream.id()).wireName());
        body.put("scheduledStart", stream.scheduledStart());
        body.put("actualStart", stream.actualStart().orElse(null));
        body.put("actualEnd", stream.actualEnd().orElse(null));
        return body;
    }

    private static Map<String, Object> viewers(int viewers, int peak) {
        return Map.of("viewers", viewers, "peakViewers", peak);
    }

    private void tell(StreamId id, String type, Object data) {
        for (Listener listener : listeners) {
            if (listener.looksAt(id)) {
                listener.events().send(type, data);
            }
        }
    }

    private void tell(UserId user, BiConsumer<Listener, UserId> message) {
        for (Listener listener : listeners) {
            if (listener.user().filter(user::equals).isPresent()) {
                message.accept(listener, user);
            }
        }
    }

    /** Stops listening and lets every browser go. */
    @Override
    public void close() {
        subscription.close();
        listeners.forEach(listener -> listener.events().close());
    }
}
