package dev.stagedoor.core.internal;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.Door;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.Audience;
import dev.stagedoor.core.audience.AudienceCount;
import dev.stagedoor.core.audience.BeatResult;
import dev.stagedoor.core.audience.ViewerSession;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.audience.WatchResult;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.event.DomainEvent.AudienceChanged;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.media.MediaException;
import dev.stagedoor.core.media.WatchGrant;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Audience} over the storage. */
public final class AudienceDesk implements Audience {
    private static final Logger LOG = LoggerFactory.getLogger(AudienceDesk.class);

    private final Tools tools;
    private final Gate gate;
    private final LiveInputs liveInputs;
    private final Replays replays;
    private final int devicesPerSeat;
    private final Duration tokenLifetime;

    /**
     * @param tools what the room works with
     * @param gate asked first
     * @param liveInputs keeps live inputs
     * @param replays signs what players of recordings need
     * @param devicesPerSeat how many devices may watch on one seat at once
     * @param tokenLifetime how long a ticket opens connections
     */
    public AudienceDesk(
            Tools tools,
            Gate gate,
            LiveInputs liveInputs,
            Replays replays,
            int devicesPerSeat,
            Duration tokenLifetime) {
        this.tools = tools;
        this.gate = gate;
        this.liveInputs = liveInputs;
        this.replays = replays;
        this.devicesPerSeat = devicesPerSeat;
        this.tokenLifetime = tokenLifetime;
    }

    /** What letting somebody in came to: a final answer, a device that needs a ticket and unused ones that gave way to it, or a replay. */
    private record Admission(
            Optional<WatchResult> answer,
            Optional<StreamSession> stream,
            Optional<ViewerSession> device,
            List<ViewerSession> evicted,
            Optional<Recording> recording) {
        static Admission answered(WatchResult result) {
            return new Admission(Optional.of(result), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
        }

        static Admission toLive(StreamSession stream, ViewerSession device, List<ViewerSession> evicted) {
            return new Admission(Optional.empty(), Optional.of(stream), Optional.of(device), evicted, Optional.empty());
        }

        static Admission toReplay(StreamSession stream, Optional<Recording> recording) {
            return new Admission(Optional.empty(), Optional.of(stream), Optional.empty(), List.of(), recording);
        }
    }

    @Override
    public WatchResult admit(UserId userId, StreamId streamId) {
        Admission admission = tools.storage().inTransaction(work -> admit(work, userId, streamId));
        admission.evicted().forEach(device -> cutOff(streamId, device.id()));
        if (admission.answer().isPresent()) {
            return admission.answer().get();
        }
        StreamSession stream = admission.stream().orElseThrow();
        return admission
                .device()
                .map(device -> ticket(stream, device))
                .orElseGet(() -> replay(userId, stream, admission.recording()));
    }

    private Admission admit(UnitOfWork work, UserId userId, StreamId streamId) {
        AccessExplanation explanation = gate.explain(work, userId, streamId);
        Optional<StreamSession> stream = work.streams().find(streamId);
        if (stream.isPresent() && explanation.opens(Door.HLS)) {
            return Admission.toReplay(stream.get(), recordingOf(work, stream.get()));
        }
        if (stream.isEmpty() || !explanation.opens(Door.WHEP)) {
            return Admission.answered(new WatchResult.Denied(explanation));
        }
        lockSeat(work, userId, streamId);
        return admitDevice(work, stream.get(), userId);
    }

    private static Optional<Recording> recordingOf(UnitOfWork work, StreamSession stream) {
        return stream.recordingId()
                .flatMap(RecordingId::parse)
                .flatMap(work.recordings()::find)
                .filter(Recording::watchable);
    }

    private WatchResult replay(UserId userId, StreamSession stream, Optional<Recording> recording) {
        Instant endsAt = stream.recordingExpiresAt().orElseThrow();
        return recording
                .flatMap(it -> replays.ticket(it, userId, Optional.of(endsAt))
                        .<WatchResult>map(ticket -> new WatchResult.Replay(it.id(), ticket, endsAt)))
                .orElseGet(() -> new WatchResult.Unavailable(
                        "The replay cannot be reached at the moment. Try again in a minute."));
    }

    private static Optional<Enrollment> lockSeat(UnitOfWork work, UserId userId, StreamId streamId) {
        return work.enrollments()
                .find(userId, streamId)
                .flatMap(seat -> work.enrollments().lock(seat.id()));
    }

    private Admission admitDevice(UnitOfWork work, StreamSession stream, UserId userId) {
        Instant now = tools.now();
        List<ViewerSession> open = work.viewers().open(stream.id(), userId);
        List<ViewerSession> waiting = new ArrayList<>(
                open.stream().filter(it -> it.joinedAt().isEmpty()).toList());
        int watching = open.size() - waiting.size();
        if (watching >= devicesPerSeat) {
            return Admission.answered(new WatchResult.TooManyDevices(devicesPerSeat));
        }
        List<ViewerSession> evicted = new ArrayList<>();
        while (watching + waiting.size() >= devicesPerSeat) {
            ViewerSession oldest = waiting.remove(0);
            work.viewers().left(oldest.id(), now);
            evicted.add(oldest);
        }
        ViewerSession device = new ViewerSession(
                new ViewerSessionId(tools.ids().next()),
                stream.id(),
                userId,
                now,
                now.plus(tokenLifetime),
                Optional.empty(),
                Optional.empty());
        work.viewers().insert(device);
        return Admission.toLive(stream, device, evicted);
    }

    private WatchResult ticket(StreamSession stream, ViewerSession device) {
        try {
            LiveInputId input = liveInputs.ensure(stream).id();
            WatchGrant grant = new WatchGrant(stream.id(), input, device.userId(), device.id(), device.expiresAt());
            return new WatchResult.Live(device.id(), tools.liveInputs().ticket(grant));
        } catch (MediaException fault) {
            LOG.warn("no ticket for stream {}", stream.id(), fault);
            return new WatchResult.Unavailable("The broadcast cannot be reached at the moment.");
        }
    }

    @Override
    public void leave(UserId userId, ViewerSessionId id) {
        Optional<ViewerSession> own = tools.storage()
                .inTransaction(work -> work.viewers().find(id))
                .filter(device -> device.userId().equals(userId));
        own.ifPresent(device -> {
            left(device.streamId(), id, tools.now());
            cutOff(device.streamId(), id);
        });
    }

    @Override
    public BeatResult beat(UserId userId, ViewerSessionId id) {
        return tools.storage()
                .inTransaction(work -> work.viewers()
                        .find(id)
                        .filter(device -> device.userId().equals(userId))
                        .map(device -> beat(work, device))
                        .orElseGet(BeatResult.Unknown::new));
    }

    private BeatResult beat(UnitOfWork work, ViewerSession found) {
        StreamId streamId = found.streamId();
        if (!countsBeats()) {
            return new BeatResult.Counted(counted(work, streamId));
        }
        lockSeat(work, found.userId(), streamId);
        ViewerSession device = work.viewers().find(found.id()).orElse(found);
        AccessExplanation explanation = gate.explain(work, found.userId(), streamId);
        if (!explanation.opens(Door.WHEP)) {
            leave(work, device, tools.now());
            return new BeatResult.Denied(explanation);
        }
        if (!mayJoin(work, device)) {
            return new BeatResult.Unknown();
        }
        work.viewers().beat(device.id(), tools.now());
        boolean joins = device.joinedAt().isEmpty() || device.leftAt().isPresent();
        return new BeatResult.Counted(joins ? arrived(work, streamId) : counted(work, streamId));
    }

    private AudienceCount arrived(UnitOfWork work, StreamId streamId) {
        int viewers = work.viewers().countPeople(streamId);
        int peak = work.streams().raisePeak(streamId, viewers);
        tools.publishAfterCommit(work, new AudienceChanged(streamId, viewers, peak));
        return new AudienceCount(viewers, peak);
    }

    @Override
    public boolean countsBeats() {
        return !tools.liveInputs().capabilities().countsViewers();
    }

    @Override
    public int lapseOnce(int limit) {
        Instant by = tools.now().minus(BEAT_LEASE);
        List<ViewerSession> silent =
                tools.storage().inTransaction(work -> work.viewers().listSilent(by, limit));
        int lapsed = 0;
        for (ViewerSession device : silent) {
            boolean gone = tools.storage().inTransaction(work -> {
                boolean left = work.viewers().leftSilently(device.id(), by);
                if (left) {
                    tellCount(work, device.streamId());
                }
                return left;
            });
            lapsed += gone ? 1 : 0;
        }
        return lapsed;
    }

    @Override
    public AudienceCount count(StreamId streamId) {
        return tools.storage().inTransaction(work -> counted(work, streamId));
    }

    private static AudienceCount counted(UnitOfWork work, StreamId streamId) {
        int peak = work.streams().find(streamId).map(StreamSession::peakViewers).orElse(0);
        return new AudienceCount(work.viewers().countPeople(streamId), peak);
    }

    void joined(StreamId streamId, UserId userId, ViewerSessionId id, Instant at) {
        boolean welcome = tools.storage().inTransaction(work -> join(work, streamId, userId, id, at));
        if (!welcome) {
            cutOff(streamId, id);
        }
    }

    private boolean join(UnitOfWork work, StreamId streamId, UserId userId, ViewerSessionId id, Instant at) {
        lockSeat(work, userId, streamId);
        Optional<ViewerSession> device = work.viewers().find(id);
        boolean welcome = gate.explain(work, userId, streamId).opens(Door.WHEP)
                && device.filter(it -> mayJoin(work, it)).isPresent();
        if (welcome && work.viewers().joined(id, at)) {
            arrived(work, streamId);
        }
        return welcome;
    }

    /** A device that had left may come back with its ticket, unless the ticket gave way to another or the seat is full. */
    private boolean mayJoin(UnitOfWork work, ViewerSession device) {
        if (device.leftAt().isEmpty()) {
            return true;
        }
        long watching = work.viewers().open(device.streamId(), device.userId()).stream()
                .filter(it -> it.joinedAt().isPresent())
                .count();
        return device.joinedAt().isPresent() && watching < devicesPerSeat;
    }

    void left(StreamId streamId, ViewerSessionId id, Instant at) {
        tools.storage().inTransaction(work -> {
            boolean known = work.viewers().left(id, at);
            if (known) {
                tellCount(work, streamId);
            }
            return known;
        });
    }

    private void leave(UnitOfWork work, ViewerSession device, Instant at) {
        if (work.viewers().left(device.id(), at)) {
            tellCount(work, device.streamId());
        }
    }

    private void tellCount(UnitOfWork work, StreamId streamId) {
        AudienceCount now = counted(work, streamId);
        tools.publishAfterCommit(work, new AudienceChanged(streamId, now.viewers(), now.peakViewers()));
    }

    private void cutOff(StreamId streamId, ViewerSessionId id) {
        try {
            tools.liveInputs().revokeViewer(streamId, id);
        } catch (MediaException fault) {
            LOG.warn("device {} could not be cut off stream {}", id, streamId, fault);
        }
    }
}
