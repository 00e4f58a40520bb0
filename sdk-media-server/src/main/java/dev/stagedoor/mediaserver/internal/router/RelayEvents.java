package dev.stagedoor.mediaserver.internal.router;

import dev.stagedoor.mediaserver.spi.MediaListener;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events off the media thread and to the listeners, in order. */
public final class RelayEvents {
    private static final Logger log = LoggerFactory.getLogger(RelayEvents.class);

    private final List<MediaListener> listeners;
    private final Executor inOrder;

    /** @param inOrder runs one task after the other */
    public RelayEvents(List<MediaListener> listeners, Executor inOrder) {
        this.listeners = List.copyOf(listeners);
        this.inOrder = inOrder;
    }

    void publisherConnected(String input) {
        tell(listener -> listener.publisherConnected(input));
    }

    void mediaFlowing(String input) {
        tell(listener -> listener.mediaFlowing(input));
    }

    void publisherLost(String input) {
        tell(listener -> listener.publisherLost(input));
    }

    void liveInputGone(String input) {
        tell(listener -> listener.liveInputGone(input));
    }

    void viewerJoined(String input, String person, String device, int people) {
        tell(listener -> listener.viewerJoined(input, person, device, people));
    }

    void viewerLeft(String input, String person, String device, int people) {
        tell(listener -> listener.viewerLeft(input, person, device, people));
    }

    private void tell(Consumer<MediaListener> event) {
        inOrder.execute(() -> listeners.forEach(listener -> tell(listener, event)));
    }

    private static void tell(MediaListener listener, Consumer<MediaListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException fault) {
            log.error("media listener {} failed", listener.getClass().getName(), fault);
        }
    }
}
