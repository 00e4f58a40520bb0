package dev.stagedoor.rtc;

import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.ice.IceRole;
import dev.stagedoor.rtc.ice.IceState;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One BUNDLE transport of a WebRTC session (ICE, DTLS, SRTP keys), without sockets, threads or clocks.
 *
 * <p><b>Contract.</b> After every input ({@link #start}, {@link #receive}, {@link #advance}, a command) call
 * {@link #poll()} until it answers a {@link Deadline}; send every {@link Transmit}, act on every {@link RtcEvent}, and
 * call {@link #advance} when the deadline is due. {@code nowNanos} is any monotonic clock, the same for all calls.
 *
 * <p><b>Media.</b> SRTP does not go through here: after {@link RtcEvent.DtlsConnected} the shell uses the two contexts
 * itself, sends on {@link #selectedPath()} while {@link #mayTransmit()}, and calls {@link #mediaReceived} for what it
 * could authenticate.
 *
 * <p><b>Hostile input.</b> No bytes given to {@link #receive} make it throw; what it cannot use is counted and dropped.
 *
 * <p><b>Threads.</b> One owner thread at a time. Only {@code wakeup} of {@link Builder#wakeup} runs elsewhere.
 */
public final class RtcTransport {
    /** Authenticated paths held at a time. */
    public static final int MAX_PATHS = 16;
    /** Upper limit of every datagram that comes out, in bytes. */
    public static final int MAX_DATAGRAM = 1200;

    private RtcTransport() {}

    /**
     * A transport in the making.
     *
     * @param certificate ours
     * @param random for credentials, transaction ids, and DTLS
     * @param handshakes runs the DTLS handshake, one blocking task per transport while it lasts (one to two round trips;
     *     at most {@link Builder#handshakeTimeout}); must have its own threads
     */
    public static Builder builder(LocalCertificate certificate, SecureRandom random, Executor handshakes) {
        return new Builder(certificate, random, handshakes);
    }

    /** {@return our credentials for the SDP; new ones after {@link #restartIce}} */
    public IceCredentials localCredentials() {
        throw new UnsupportedOperationException();
    }

    /**
     * Tells what the peer's SDP says and begins.
     *
     * @param role our part in the DTLS handshake
     * @throws IllegalStateException if called before
     */
    public void start(RemoteDescription remote, DtlsRole role, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** Adds a trickled candidate (RFC 8838). More than 64, and repeats, are ignored. */
    public void addRemoteCandidate(IceCandidate candidate, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begins an ICE restart (RFC 8445 section 9) with new local credentials; the pair in use carries media until another
     * is selected. Requests under the old credentials are answered until then. The restart goes on with
     * {@link #remoteRestarted}.
     *
     * @return the new local credentials
     */
    public IceCredentials restartIce(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** Tells the peer's new credentials and candidates after {@link #restartIce}. */
    public void remoteRestarted(IceCredentials remote, List<IceCandidate> candidates, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** Takes a STUN or DTLS datagram; the bytes are copied where they are kept. */
    public void receive(NetworkPath path, byte[] buffer, int offset, int length, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** Tells that an SRTP or SRTCP packet was authentic: a sign of life for consent. Cheap. */
    public void mediaReceived(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** Does what is due, and takes what the handshake task has made since; also to be called after {@code wakeup}. */
    public void advance(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** {@return the next output; a {@link Deadline} when there is nothing more} */
    public Output poll() {
        throw new UnsupportedOperationException();
    }

    /** Closes: close_notify goes out, the handshake task ends, nothing is answered any more. Idempotent. */
    public void close(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** {@return where to send media; empty until the first {@link RtcEvent.PathSelected}} */
    public Optional<NetworkPath> selectedPath() {
        throw new UnsupportedOperationException();
    }

    /** {@return whether media may be sent: keys are there, a path is selected, consent is fresh, not closed} */
    public boolean mayTransmit() {
        throw new UnsupportedOperationException();
    }

    /** {@return the state of the ICE part} */
    public IceState iceState() {
        throw new UnsupportedOperationException();
    }

    /** {@return what was seen so far} */
    public TransportCounters counters() {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs a whole handshake and some SRTP in memory, so that the first join finds loaded and compiled code. Blocks for
     * some 100 ms; for start-up.
     */
    public static void warmUp(LocalCertificate certificate, SecureRandom random, Executor handshakes) {
        throw new UnsupportedOperationException();
    }

    /** Options of a transport. */
    public static final class Builder {
        private Builder(LocalCertificate certificate, SecureRandom random, Executor handshakes) {}

        /** Our ICE role; {@link IceRole#CONTROLLED} (the answerer) unless told. */
        public Builder iceRole(IceRole role) {
            return this;
        }

        /** Be an ICE-lite agent (RFC 8445 section 2.5): answer checks, send none. Off unless told. */
        public Builder iceLite(boolean lite) {
            return this;
        }

        /** The local candidates announced to the peer; their bases are used as local end of checks. None unless told. */
        public Builder localCandidates(List<IceCandidate> candidates) {
            return this;
        }

        /**
         * Fixed local credentials instead of random ones, for a shell that has put them into SDP already.
         */
        public Builder localCredentials(IceCredentials credentials) {
            return this;
        }

        /** SRTP profiles in order of preference; GCM, then CM_80 unless told. */
        public Builder srtpProfiles(List<SrtpProfile> profiles) {
            return this;
        }

        /**
         * Makes DTLS asynchronous: {@link #receive} only hands over, and {@code wakeup} is called on the handshake's
         * thread when {@link RtcTransport#advance} has something to take. Without it, {@link #receive} waits for the
         * handshake task to have consumed what it got (lockstep), which makes two peers deterministic in one thread.
         */
        public Builder wakeup(Runnable wakeup) {
            return this;
        }

        /** How long ICE may take until {@link RtcEvent.Failed.Reason#ICE_FAILED}; 30 s unless told. */
        public Builder iceTimeout(Duration timeout) {
            return this;
        }

        /** How long DTLS may take once ICE has a pair; 30 s unless told. */
        public Builder handshakeTimeout(Duration timeout) {
            return this;
        }

        /** How long consent lasts without a sign of life (RFC 7675: 30 s, as unless told). */
        public Builder consentTimeout(Duration timeout) {
            return this;
        }

        /** Builds; nothing happens before {@link RtcTransport#start}. */
        public RtcTransport build() {
            return new RtcTransport();
        }
    }
}
