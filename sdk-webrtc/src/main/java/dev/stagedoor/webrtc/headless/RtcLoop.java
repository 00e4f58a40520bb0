package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.dtls.LocalCertificate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that drives any number of clients: their sockets, timers and callbacks. A few more threads exist only while
 * DTLS handshakes run. May be used from any thread.
 */
public final class RtcLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RtcLoop.class);
    private static final int MAX_HANDSHAKES = 64;
    private static final int MAX_DATAGRAM = 2048;
    private static final long CLOSE_MILLIS = 5_000;

    private final Selector selector;
    private final Thread thread;
    private final ThreadPoolExecutor workers;
    private final LocalCertificate certificate;
    private final SecureRandom random;
    private final Set<Runnable> closers = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final PriorityQueue<Delayed> delays = new PriorityQueue<>();
    private final ByteBuffer direct = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    private final byte[] datagram = new byte[MAX_DATAGRAM];
    /** Keeps the clock far from overflow. */
    private final long origin = System.nanoTime() - 1_000_000_000L;

    private volatile boolean stopping;

    private RtcLoop(String name, SecureRandom random) {
        this.random = random;
        this.certificate = LocalCertificate.generate(random);
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new WebRtcClientException("no selector", e);
        }
        AtomicInteger number = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(
                MAX_HANDSHAKES, MAX_HANDSHAKES, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread worker = new Thread(task, "stagedoor-handshake-" + name + "-" + number.incrementAndGet());
                    worker.setDaemon(true);
                    return worker;
                });
        workers.allowCoreThreadTimeOut(true);
        this.thread = new Thread(this::run, "stagedoor-rtc-" + name);
        thread.setDaemon(true);
    }

    /**
     * Starts a loop.
     *
     * @param name goes into the names of its threads
     */
    public static RtcLoop start(String name) {
        RtcLoop loop = new RtcLoop(name, new SecureRandom());
        loop.thread.start();
        return loop;
    }

    /** Closes every client of this loop and ends its threads; waits at most 5 s. Idempotent. */
    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        workers.shutdown();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a task on the loop's thread, soon; dropped when the loop is closed. */
    void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Runs a task after a pause; the returned action cancels it. Only on the loop's thread. */
    Runnable later(Duration pause, Runnable task) {
        Delayed delayed = new Delayed(nanoTime() + pause.toNanos(), task);
        delays.add(delayed);
        return () -> delays.remove(delayed);
    }

    /** Runs an action on the loop's thread when the loop ends; the returned action takes it back. */
    Runnable onClose(Runnable action) {
        closers.add(action);
        return () -> closers.remove(action);
    }

    boolean isLoopThread() {
        return Thread.currentThread() == thread;
    }

    boolean isClosed() {
        return stopping;
    }

    Executor workers() {
        return workers;
    }

    LocalCertificate certificate() {
        return certificate;
    }

    SecureRandom random() {
        return random;
    }

    long nanoTime() {
        return System.nanoTime() - origin;
    }

    /** Room for one datagram that is read, for use within one call. */
    ByteBuffer directBuffer() {
        return direct;
    }

    /** Room for one datagram on the heap, for use within one call. */
    byte[] heapBuffer() {
        return datagram;
    }

    Registration register(DatagramChannel channel, LoopMember member) throws IOException {
        Registration registration = new Registration(member);
        registration.key = channel.register(selector, SelectionKey.OP_READ, registration);
        return registration;
    }

    private void run() {
        try {
            while (!stopping) {
                runTasks();
                select();
                fireTimers();
            }
        } catch (IOException e) {
            LOG.error("the loop's selector failed", e);
        } finally {
            stopping = true;
            endMembers();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private void select() throws IOException {
        long next = Math.min(
                timers.isEmpty() ? Long.MAX_VALUE : timers.peek().at,
                delays.isEmpty() ? Long.MAX_VALUE : delays.peek().at);
        long wait = next == Long.MAX_VALUE ? next : next - nanoTime();
        if (wait <= 0 || !tasks.isEmpty()) {
            selector.selectNow(this::read);
        } else {
            selector.select(this::read, Math.min(1_000, wait / 1_000_000 + 1));
        }
    }

    private void read(SelectionKey key) {
        Registration registration = (Registration) key.attachment();
        guarded(registration.member::readable);
        registration.reschedule();
    }

    private void fireTimers() {
        long now = nanoTime();
        while (!delays.isEmpty() && delays.peek().at - now <= 0) {
            guarded(delays.poll().task);
        }
        while (!timers.isEmpty() && timers.peek().at - now <= 0) {
            Timer timer = timers.poll();
            Registration registration = timer.registration;
            if (registration.scheduledAt == timer.at && registration.isOpen()) {
                registration.scheduledAt = Long.MAX_VALUE;
                if (registration.member.deadline() - now <= 0) {
                    guarded(() -> registration.member.due(now));
                }
                registration.reschedule();
            }
        }
    }

    private void endMembers() {
        runTasks();
        List.copyOf(closers).forEach(RtcLoop::guarded);
        for (SelectionKey key : new ArrayList<>(selector.keys())) {
            guarded(((Registration) key.attachment()).member::shutdown);
        }
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing the selector", e);
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a callback failed", e);
        }
    }

    /** A member's place in the loop. */
    final class Registration {
        private final LoopMember member;
        private @Nullable SelectionKey key;
        private long scheduledAt = Long.MAX_VALUE;

        private Registration(LoopMember member) {
            this.member = member;
        }

        private boolean isOpen() {
            SelectionKey current = key;
            return current != null && current.isValid();
        }

        /** To be called when the member's deadline may have come nearer. */
        void reschedule() {
            long deadline = member.deadline();
            if (isOpen() && deadline < scheduledAt) {
                scheduledAt = deadline;
                timers.add(new Timer(deadline, this));
            }
        }
    }

    /** Compared by time, removed by identity. */
    private static final class Delayed implements Comparable<Delayed> {
        private final long at;
        private final Runnable task;

        private Delayed(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(at, other.at);
        }
    }

    private record Timer(long at, Registration registration) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.compare(at, other.at);
        }
    }
}
