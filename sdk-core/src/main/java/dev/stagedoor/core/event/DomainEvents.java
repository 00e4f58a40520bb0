package dev.stagedoor.core.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners in this process what has been committed. At most once: an event is lost with the process, so nothing that must not be lost hangs on it.
 * Safe for use by many threads.
 */
public final class DomainEvents {
    private static final Logger LOG = LoggerFactory.getLogger(DomainEvents.class);

    private final List<Consumer<? super DomainEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Executor executor;

    /**
     * @param executor runs listeners; one that keeps order gives each listener events in order of commits on one thread
     */
    public DomainEvents(Executor executor) {
        this.executor = executor;
    }

    /**
     * @param listener called for each event from now on; returns quickly; what it throws is logged
     * @return ends it
     */
    public Subscription subscribe(Consumer<? super DomainEvent> listener) {
        Consumer<DomainEvent> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /**
     * @param event what has happened and is committed
     */
    public void publish(DomainEvent event) {
        if (!listeners.isEmpty()) {
            executor.execute(() -> listeners.forEach(listener -> tell(listener, event)));
        }
    }

    private static void tell(Consumer<? super DomainEvent> listener, DomainEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException fault) {
            LOG.warn("a listener failed on {}", event, fault);
        }
    }

    /** Ends a subscription. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        /** No event comes after this, apart from one that is on its way. */
        @Override
        void close();
    }
}
