package dev.stagedoor.core.internal;

import dev.stagedoor.core.media.LiveInputEvent;
import dev.stagedoor.core.media.LiveInputEvent.MediaFlowing;
import dev.stagedoor.core.media.LiveInputEvent.PublisherGone;
import dev.stagedoor.core.media.LiveInputEvent.PublisherReconnecting;
import dev.stagedoor.core.session.MediaWatch;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.BroadcastStore.Broadcast;
import dev.stagedoor.core.storage.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Notes when media of a class arrived, and adds up how much of the class was given. */
public final class Broadcasts {
    private final Tools tools;
    private volatile boolean watched;

    /**
     * @param tools what the room works with
     */
    public Broadcasts(Tools tools) {
        this.tools = tools;
    }

    void note(LiveInputEvent event) {
        if (event instanceof MediaFlowing it) {
            tools.storage().inTransaction(work -> {
                if (work.streams().find(it.streamId()).isPresent()) {
                    work.broadcasts().endUnseen(it.streamId(), it.at().minus(MediaWatch.LEASE));
                    began(work, it.streamId(), it.at());
                }
                return it;
            });
        } else if (event instanceof PublisherReconnecting || event instanceof PublisherGone) {
            tools.storage().inTransaction(work -> {
                work.broadcasts().ended(event.streamId(), event.at());
                return event;
            });
        }
    }

    /** Says that somebody watches over broadcasts from now on: only then may one be taken for over because nobody has seen it. */
    void watched() {
        watched = true;
    }

    void began(UnitOfWork work, StreamId streamId, Instant at) {
        work.broadcasts().began(streamId, at);
        if (watched) {
            work.broadcasts().seen(streamId, at);
        }
    }

    /** Ends the broadcast of a class that is over: now, or when it was last seen where that is too long ago. */
    static void end(UnitOfWork work, StreamId streamId, Instant now) {
        work.broadcasts().endUnseen(streamId, now.minus(MediaWatch.LEASE));
        work.broadcasts().ended(streamId, now);
    }

    /** {@return for how long there was media while the class was live, at most its planned length} */
    static Duration delivered(UnitOfWork work, StreamSession ended) {
        Instant from = ended.actualStart().orElse(ended.scheduledStart());
        Instant until = ended.actualEnd().orElse(ended.scheduledEnd());
        Duration sum = overlap(work.broadcasts().list(ended.id()), from, until);
        return sum.compareTo(ended.duration()) > 0 ? ended.duration() : sum;
    }

    static Duration overlap(List<Broadcast> broadcasts, Instant from, Instant until) {
        Duration sum = Duration.ZERO;
        for (Broadcast broadcast : broadcasts) {
            Instant start = later(broadcast.startedAt(), from);
            Instant end = earlier(broadcast.endedAt().orElse(until), until);
            sum = start.isBefore(end) ? sum.plus(Duration.between(start, end)) : sum;
        }
        return sum;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
