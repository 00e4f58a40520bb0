package dev.stagedoor.core.internal;

import dev.stagedoor.core.event.DomainEvent.BroadcastChanged;
import dev.stagedoor.core.media.LiveInputEvent.PublisherGone;
import dev.stagedoor.core.session.MediaWatch;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link MediaWatch} over the storage and the live-input provider. */
public final class MediaWatchDesk implements MediaWatch {
    private static final Logger LOG = LoggerFactory.getLogger(MediaWatchDesk.class);
    private static final int MOST_ENDED = 500;

    private final Tools tools;
    private final LiveInputs liveInputs;
    private final Broadcasts broadcasts;

    /**
     * @param tools what the room works with
     * @param liveInputs closes what still sends to a class that is over
     * @param broadcasts told that somebody watches
     */
    public MediaWatchDesk(Tools tools, LiveInputs liveInputs, Broadcasts broadcasts) {
        this.tools = tools;
        this.liveInputs = liveInputs;
        this.broadcasts = broadcasts;
    }

    @Override
    public int lookOnce() {
        Set<StreamId> here = tools.liveInputs().broadcasting();
        broadcasts.watched();
        here.forEach(this::see);
        return endUnseen();
    }

    private void see(StreamId id) {
        Optional<StreamSession> over = tools.storage().inTransaction(work -> {
            Optional<StreamSession> stream = work.streams().find(id);
            boolean open = stream.map(StreamSession::status)
                    .filter(MediaWatchDesk::isOpen)
                    .isPresent();
            if (open) {
                note(work, id);
            }
            return open ? Optional.empty() : stream;
        });
        over.ifPresent(liveInputs::close);
    }

    private static boolean isOpen(StreamStatus status) {
        return status == StreamStatus.SCHEDULED || status == StreamStatus.LIVE;
    }

    /** Media without an open broadcast: its event was lost, or the node was out of sight for longer than the lease. */
    private void note(UnitOfWork work, StreamId id) {
        Instant now = tools.now();
        if (!work.broadcasts().seen(id, now)) {
            broadcasts.began(work, id, now);
        }
    }

    private int endUnseen() {
        Instant by = tools.now().minus(LEASE);
        List<StreamId> unseen =
                tools.storage().inTransaction(work -> work.broadcasts().listUnseen(by, MOST_ENDED));
        int ended = 0;
        for (StreamId id : unseen) {
            ended += endUnseen(id, by) ? 1 : 0;
        }
        return ended;
    }

    private boolean endUnseen(StreamId id, Instant by) {
        Optional<Instant> end = tools.storage().inTransaction(work -> {
            Optional<Instant> at = work.broadcasts().endUnseen(id, by);
            at.ifPresent(it -> tools.publishAfterCommit(work, new BroadcastChanged(id, new PublisherGone(id, it))));
            return at;
        });
        end.ifPresent(at -> LOG.info("nobody has seen media of stream {} since {}: its broadcast is over", id, at));
        return end.isPresent();
    }
}
