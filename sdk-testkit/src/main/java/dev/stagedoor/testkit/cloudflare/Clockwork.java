package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagedoor.testkit.internal.LoopbackHttp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the account's clock again and again, and delivers what is due. One thread. */
final class Clockwork {
    private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final CloudflareAccount account;
    private final Courier courier = new Courier();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(LoopbackHttp.daemons("local-cloudflare-clock"));

    Clockwork(CloudflareAccount account) {
        this.account = account;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    private void look() {
        try {
            for (Optional<ObjectNode> due = due(); due.isPresent(); due = due()) {
                deliver(due.get());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.warn("the local Cloudflare could not deliver", fault);
        }
    }

    private Optional<ObjectNode> due() {
        return account.locked(() -> account.hooks().nextDue());
    }

    private void deliver(ObjectNode due) throws InterruptedException {
        String id = due.path("id").asText();
        Delivery delivery = courier.deliver(due, account.clock().instant());
        boolean taken = delivery.status() >= 200 && delivery.status() < 300;
        account.locked(() -> {
            if (taken) {
                account.hooks().delivered(id);
            } else {
                account.hooks().failed(id);
            }
        });
        deliveries.add(delivery);
    }

    /** Within seconds. */
    void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a webhook of the local Cloudflare does not end");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
