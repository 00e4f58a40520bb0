package dev.stagedoor.rtc.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/**
 * One DTLS 1.2 association for SRTP keys (RFC 5764), without sockets or clocks. The handshake itself blocks, so it runs
 * as a task on an executor; repetition and time limits are ours and follow the time that the owner tells.
 *
 * <p>One owner thread at a time. No bytes make it throw.
 */
public final class DtlsEndpoint {
    private static final long INITIAL_REPEAT_NANOS = Duration.ofMillis(100).toNanos();
    private static final long MAX_REPEAT_NANOS = Duration.ofMillis(1600).toNanos();

    private final DtlsParameters parameters;
    private final Executor executor;
    private final boolean lockstep;
    private final Negotiation negotiation;
    private final HandshakePipe pipe;
    private final Handshake handshake;
    private final InboundRecords inbound = new InboundRecords();
    private final OutboundFlight flight = new OutboundFlight();
    private final ArrayDeque<byte[]> datagrams = new ArrayDeque<>();
    private DtlsState state = DtlsState.NEW;
    private boolean begun;
    private @Nullable DtlsFailure failure;
    private byte[] scratch = new byte[0];
    private long handshakeEnds = Long.MAX_VALUE;
    private long repeatAt = Long.MAX_VALUE;
    private long repeatAfter;

    /**
     * An endpoint that does nothing yet.
     *
     * @param executor runs the handshake; must not run it on the calling thread
     * @param wakeup called on the handshake's thread when {@link #advance} has something to take; without it every
     *     input waits until the handshake has consumed it
     */
    public DtlsEndpoint(DtlsParameters parameters, Executor executor, Optional<Runnable> wakeup) {
        this.parameters = parameters;
        this.executor = executor;
        this.lockstep = wakeup.isEmpty();
        this.negotiation = new Negotiation(parameters);
        this.pipe = new HandshakePipe(wakeup);
        this.handshake = new Handshake(negotiation, pipe);
    }

    /** Begins: a client sends its ClientHello, a server waits for one. Does nothing the second time. */
    public void start(long nowNanos) {
        if (state != DtlsState.NEW) {
            return;
        }
        state = DtlsState.CONNECTING;
        handshakeEnds = nowNanos + parameters.timeout().toNanos();
        if (parameters.role() == DtlsRole.CLIENT) {
            begin();
            settle(nowNanos);
        }
    }

    /** Takes a datagram. @return false if nothing in it was of use */
    public boolean receive(byte[] buffer, int offset, int length, long nowNanos) {
        if (state != DtlsState.CONNECTING && state != DtlsState.CONNECTED) {
            return false;
        }
        Optional<byte[]> admitted = inbound.admit(buffer, offset, length);
        boolean early = !begun && admitted.filter(InboundRecords::isClientHello).isEmpty();
        if (admitted.isEmpty() || early) {
            return false;
        }
        begin();
        boolean taken = pipe.offer(admitted.get());
        settle(nowNanos);
        return taken;
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        try {
            pipe.run(executor, handshake);
        } catch (RejectedExecutionException e) {
            fail(new DtlsFailure(
                    DtlsFailure.Reason.HANDSHAKE_FAILED, "no thread for the handshake: " + e.getMessage()));
        }
    }

    /** Does what is due, and takes what the handshake has made since. */
    public void advance(long nowNanos) {
        collect(nowNanos);
        if (state != DtlsState.CONNECTING) {
            return;
        }
        if (nowNanos >= handshakeEnds) {
            fail(new DtlsFailure(DtlsFailure.Reason.TIMEOUT, "no end after " + parameters.timeout()));
        } else if (nowNanos >= repeatAt) {
            repeat(nowNanos);
        }
    }

    private void repeat(long nowNanos) {
        repeatAfter = Math.min(2 * repeatAfter, MAX_REPEAT_NANOS);
        repeatAt = nowNanos + repeatAfter;
        if (!flight.isSealed()) {
            datagrams.addAll(flight.again());
            return;
        }
        inbound.previousFlightAgain().forEach(pipe::offer);
        settle(nowNanos);
    }

    private void settle(long nowNanos) {
        if (lockstep) {
            pipe.settle();
        }
        collect(nowNanos);
    }

    private void collect(long nowNanos) {
        boolean over = begun && !pipe.isRunning();
        takeRecords(nowNanos);
        if (over && state == DtlsState.CONNECTING) {
            handshakeOver();
        }
        if (state == DtlsState.CONNECTED && pipe.hasInbound()) {
            pump();
            takeRecords(nowNanos);
        }
    }

    private void takeRecords(long nowNanos) {
        List<byte[]> burst = pipe.drain();
        if (burst.isEmpty() || state == DtlsState.FAILED) {
            return;
        }
        if (flight.isNew(burst)) {
            flight.begin(burst);
            inbound.turn();
            repeatAfter = INITIAL_REPEAT_NANOS;
            repeatAt = nowNanos + repeatAfter;
        }
        datagrams.addAll(flight.pack(burst));
    }

    private void handshakeOver() {
        inbound.handshakeOver();
        DtlsFailure failed = handshake.failure();
        if (failed != null) {
            fail(failed);
        } else if (handshake.transport() == null || negotiation.keys().isEmpty()) {
            fail(new DtlsFailure(DtlsFailure.Reason.HANDSHAKE_FAILED, "ended without keys"));
        } else {
            state = DtlsState.CONNECTED;
        }
    }

    /** Lets the record layer consume what came after the handshake: repeated flights, alerts. */
    private void pump() {
        DTLSTransport transport = handshake.transport();
        if (transport == null) {
            return;
        }
        try {
            if (scratch.length == 0) {
                scratch = new byte[transport.getReceiveLimit()];
            }
            while (!negotiation.closedByPeer()) {
                transport.receive(scratch, 0, scratch.length, 1);
            }
        } catch (InterruptedIOException nothingLeft) {
            // the usual end
        } catch (IOException | RuntimeException e) {
            state = DtlsState.CLOSED;
        }
        if (negotiation.closedByPeer()) {
            state = DtlsState.CLOSED;
        }
    }

    /** Closes with close_notify, or gives the handshake up. Idempotent. */
    public void close(long nowNanos) {
        DTLSTransport transport = handshake.transport();
        if (state == DtlsState.CONNECTED && transport != null) {
            try {
                transport.close();
            } catch (IOException | RuntimeException e) {
                // closing anyway
            }
            takeRecords(nowNanos);
        }
        pipe.abort();
        if (lockstep) {
            pipe.settle();
        }
        if (state != DtlsState.FAILED) {
            state = DtlsState.CLOSED;
        }
    }

    private void fail(DtlsFailure reason) {
        pipe.abort();
        state = DtlsState.FAILED;
        failure = reason;
    }

    /** {@return the next datagram to send, of at most 1200 bytes} */
    public Optional<byte[]> pollDatagram() {
        return Optional.ofNullable(datagrams.poll());
    }

    /** {@return the state} */
    public DtlsState state() {
        return state;
    }

    /** {@return the keys, in state {@link DtlsState#CONNECTED} and after} */
    public Optional<SrtpKeys> keys() {
        return state == DtlsState.CONNECTED || state == DtlsState.CLOSED ? negotiation.keys() : Optional.empty();
    }

    /** {@return why it failed, in state {@link DtlsState#FAILED}} */
    public Optional<DtlsFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** {@return when the last flight is to be repeated; {@link Long#MAX_VALUE} for never} */
    public long repeatsAt() {
        return state == DtlsState.CONNECTING ? repeatAt : Long.MAX_VALUE;
    }

    /** {@return when the handshake is given up; {@link Long#MAX_VALUE} for never} */
    public long givesUpAt() {
        return state == DtlsState.CONNECTING ? handshakeEnds : Long.MAX_VALUE;
    }
}
