package dev.stagedoor.core.internal;

import dev.stagedoor.core.event.DomainEvent.BroadcastChanged;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.media.LiveInputEvent;
import dev.stagedoor.core.media.LiveInputEvent.ViewerJoined;
import dev.stagedoor.core.media.LiveInputEvent.ViewerLeft;
import dev.stagedoor.core.media.LiveInputEvents;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what the live-input provider reports to the rooms, on the executor. */
public final class ProviderReports implements LiveInputEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderReports.class);

    private final AudienceDesk audience;
    private final Broadcasts broadcasts;
    private final DomainEvents events;
    private final Executor executor;
    private volatile boolean stopped;

    /**
     * @param audience told of viewers
     * @param broadcasts notes when media arrived
     * @param events told of broadcasts
     * @param executor runs both
     */
    public ProviderReports(AudienceDesk audience, Broadcasts broadcasts, DomainEvents events, Executor executor) {
        this.audience = audience;
        this.broadcasts = broadcasts;
        this.events = events;
        this.executor = executor;
    }

    @Override
    public void report(LiveInputEvent event) {
        if (!stopped) {
            executor.execute(() -> take(event));
        }
    }

    /** Drops every report from now on. */
    public void stop() {
        stopped = true;
    }

    private void take(LiveInputEvent event) {
        try {
            if (event instanceof ViewerJoined it) {
                audience.joined(it.streamId(), it.userId(), it.viewerSessionId(), it.at());
            } else if (event instanceof ViewerLeft it) {
                audience.left(it.streamId(), it.viewerSessionId(), it.at());
            } else {
                broadcasts.note(event);
                events.publish(new BroadcastChanged(event.streamId(), event));
            }
        } catch (RuntimeException fault) {
            LOG.warn("a report of the live-input provider was lost: {}", event, fault);
        }
    }
}
