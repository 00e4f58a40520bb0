package dev.stagedoor.rtc.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * Where the owner's thread and the handshake's thread meet: queues of datagrams both ways. While the handshake lasts
 * {@link #receive} blocks its thread; afterwards the owner drives the record layer itself and {@link #receive} answers
 * at once.
 */
final class HandshakePipe implements DatagramTransport {
    /** Half of the largest int, because the library doubles it once. */
    static final int NEVER_MILLIS = Integer.MAX_VALUE / 2;

    private static final int RECEIVE_LIMIT = 2048;
    private static final int SEND_LIMIT = 1200;
    private static final int MAX_QUEUED = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private final ArrayDeque<byte[]> inbound = new ArrayDeque<>();
    private final Optional<Runnable> wakeup;
    private List<byte[]> outbound = new ArrayList<>();
    private boolean running;
    private boolean parked;
    private boolean aborted;

    HandshakePipe(Optional<Runnable> wakeup) {
        this.wakeup = wakeup;
    }

    /** Owner: runs the task; the executor must not run it on the calling thread. */
    void run(Executor executor, Runnable handshake) throws RejectedExecutionException {
        lock.lock();
        try {
            running = true;
            executor.execute(() -> guarded(handshake));
        } catch (RejectedExecutionException e) {
            running = false;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void guarded(Runnable handshake) {
        if (lock.isHeldByCurrentThread()) {
            throw new RejectedExecutionException("the executor for handshakes must have threads of its own");
        }
        try {
            handshake.run();
        } finally {
            ended();
        }
        wakeup.ifPresent(Runnable::run);
    }

    private void ended() {
        lock.lock();
        try {
            running = false;
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Owner: queues a datagram for the handshake or the record layer; false if there are too many. */
    boolean offer(byte[] datagram) {
        lock.lock();
        try {
            if (inbound.size() >= MAX_QUEUED) {
                return false;
            }
            inbound.add(datagram);
            arrived.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Owner, lockstep only: waits until the handshake has consumed everything, or is over. */
    void settle() {
        lock.lock();
        try {
            while (running && !(parked && inbound.isEmpty())) {
                settled.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Owner: makes the handshake end soon, which gives its thread back. */
    void abort() {
        lock.lock();
        try {
            aborted = true;
            parked = false;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Owner: takes the records sent so far, in order. */
    List<byte[]> drain() {
        lock.lock();
        try {
            if (outbound.isEmpty()) {
                return List.of();
            }
            List<byte[]> drained = outbound;
            outbound = new ArrayList<>();
            return drained;
        } finally {
            lock.unlock();
        }
    }

    boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    boolean isAborted() {
        lock.lock();
        try {
            return aborted;
        } finally {
            lock.unlock();
        }
    }

    boolean hasInbound() {
        lock.lock();
        try {
            return !inbound.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        announceOutput();
        lock.lock();
        try {
            byte[] datagram = running ? await() : inbound.poll();
            if (datagram == null) {
                throw Empty.INSTANCE;
            }
            int size = Math.min(length, datagram.length);
            System.arraycopy(datagram, 0, buffer, offset, size);
            return size;
        } finally {
            lock.unlock();
        }
    }

    private void announceOutput() {
        boolean waiting;
        lock.lock();
        try {
            waiting = running && !outbound.isEmpty();
        } finally {
            lock.unlock();
        }
        if (waiting) {
            wakeup.ifPresent(Runnable::run);
        }
    }

    private byte @Nullable [] await() throws IOException {
        parked = true;
        settled.signalAll();
        try {
            while (inbound.isEmpty() && !aborted) {
                arrived.await();
            }
        } catch (InterruptedException e) {
            aborted = true;
        } finally {
            parked = false;
        }
        if (aborted) {
            throw new IOException("handshake given up");
        }
        return inbound.poll();
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        byte[] sent = java.util.Arrays.copyOfRange(buffer, offset, offset + length);
        lock.lock();
        try {
            outbound.add(sent);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public void close() {
        // the owner decides
    }

    /** Says that nothing is there; the record layer survives this one exception. */
    private static final class Empty extends InterruptedIOException {
        private static final long serialVersionUID = 1L;
        private static final Empty INSTANCE = new Empty();

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
