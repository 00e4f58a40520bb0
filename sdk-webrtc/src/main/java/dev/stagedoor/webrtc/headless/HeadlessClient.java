package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.ice.IceRole;
import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.rtp.RtpPacket;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.SessionDescription;
import dev.stagedoor.webrtc.Backoff;
import dev.stagedoor.webrtc.OfferOutcome;
import dev.stagedoor.webrtc.PatchOutcome;
import dev.stagedoor.webrtc.Signaling;
import dev.stagedoor.webrtc.SignalingFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session up: connects, notices that it is gone, ends it at the server, and connects again after a pause that
 * grows. Everything but the public methods runs on the loop's thread.
 */
abstract class HeadlessClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeadlessClient.class);
    private static final long CLOSE_MILLIS = 3_000;

    private final RtcLoop loop;
    private final ClientOptions options;
    private final Backoff backoff;
    private final CompletableFuture<Void> live = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile ClientState state = ClientState.CONNECTING;
    private @Nullable Attempt attempt;
    private @Nullable Runnable cancelRetry;
    private Runnable forget = () -> {};
    private int attempts;

    HeadlessClient(RtcLoop loop, ClientOptions options) {
        this.loop = loop;
        this.options = options;
        this.backoff = options.backoff();
    }

    abstract ClientOffer offer();

    /** Answers an offer of the server's own, when this kind of client can. */
    abstract Negotiation negotiate(SessionDescription counterOffer);

    abstract MediaSession media(Negotiation.Accepted agreed, Peer peer);

    final RtcLoop loop() {
        return loop;
    }

    final @Nullable MediaSession currentMedia() {
        Attempt current = attempt;
        return current == null || state != ClientState.LIVE ? null : current.media;
    }

    final void begin() {
        if (loop.isClosed()) {
            throw new IllegalStateException("the loop is closed");
        }
        forget = loop.onClose(() -> finish("the loop was closed"));
        loop.execute(this::connect);
    }

    /** Where this client stands now. */
    public final ClientState state() {
        return state;
    }

    /**
     * Completed when the client is live for the first time; exceptionally with {@link WebRtcClientException} when it is
     * closed before.
     */
    public final CompletableFuture<Void> live() {
        return live.copy();
    }

    /** Closes without waiting: DELETE, close_notify, socket. Completed when the server has answered or 3 s are over. */
    public final CompletionStage<Void> closeAsync() {
        if (loop.isClosed()) {
            over.complete(null);
        }
        loop.execute(() -> finish("closed"));
        return over.copy().completeOnTimeout(null, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** As {@link #closeAsync}, and waits for it, at most 3 s; does not wait on the loop's own thread. Idempotent. */
    @Override
    public final void close() {
        CompletionStage<Void> closing = closeAsync();
        if (loop.isLoopThread()) {
            return;
        }
        try {
            closing.toCompletableFuture().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("closing took too long", e);
        }
    }

    private void connect() {
        cancelRetry = null;
        if (state == ClientState.CLOSED) {
            return;
        }
        Attempt next = new Attempt(++attempts);
        attempt = next;
        CompletableFuture.supplyAsync(this::way, loop.workers())
                .whenComplete((way, failure) -> loop.execute(() -> next.open(way, failure)));
    }

    /** From where to where an attempt goes. */
    private record Way(URI endpoint, InetAddress local) {}

    /** May wait for a name server. */
    private Way way() {
        URI endpoint = options.endpoint();
        return new Way(endpoint, options.localAddress().orElseGet(() -> LocalAddress.towards(endpoint)));
    }

    private void enter(ClientState next) {
        if (state != next && state != ClientState.CLOSED) {
            state = next;
            for (Consumer<ClientState> listener : options.stateListeners()) {
                listener.accept(next);
            }
        }
    }

    private void retry(Attempt failed, String reason, Optional<Duration> asked) {
        if (failed != attempt || state == ClientState.CLOSED) {
            return;
        }
        LOG.debug("attempt {}: {}", failed.number, reason);
        failed.release();
        attempt = null;
        if (!options.reconnect() || loop.isClosed()) {
            finish(reason);
            return;
        }
        enter(ClientState.RECONNECTING);
        cancelRetry = loop.later(backoff.next(asked), this::connect);
    }

    private void finish(String reason) {
        if (state == ClientState.CLOSED) {
            over.complete(null);
            return;
        }
        Attempt last = attempt;
        attempt = null;
        forget.run();
        enter(ClientState.CLOSED);
        live.completeExceptionally(new WebRtcClientException(reason));
        if (cancelRetry != null) {
            cancelRetry.run();
        }
        if (last == null) {
            over.complete(null);
        } else {
            last.release().whenComplete((done, failure) -> over.complete(null));
        }
    }

    /** One session. */
    private final class Attempt implements PeerListener {
        private final int number;
        private final ClientOffer offer = offer();
        private @Nullable Signaling signaling;
        private @Nullable Peer peer;
        private @Nullable MediaSession media;
        private @Nullable Runnable cancelTimeout;
        private boolean released;

        private Attempt(int number) {
            this.number = number;
        }

        private boolean isCurrent() {
            return attempt == this && !released;
        }

        private void open(@Nullable Way way, @Nullable Throwable failure) {
            if (!isCurrent()) {
                return;
            }
            if (way == null) {
                retry(this, "no way to the server: " + failure, Optional.empty());
                return;
            }
            try {
                peer = new Peer(loop, way.local(), IceRole.CONTROLLING, this);
            } catch (IOException e) {
                retry(this, "no socket: " + e.getMessage(), Optional.empty());
                return;
            }
            signaling = options.signaling(way.endpoint());
            cancelTimeout = loop.later(options.connectTimeout(), () -> gone("not connected in time"));
            signaling
                    .offer(offer.describe(peer.describe()))
                    .whenComplete((outcome, thrown) -> loop.execute(() -> offered(outcome, thrown)));
        }

        private void offered(@Nullable OfferOutcome outcome, @Nullable Throwable thrown) {
            if (!isCurrent()) {
                return;
            }
            if (outcome instanceof OfferOutcome.Answered answered) {
                agree(offer.readAnswer(answered.answer()), false);
            } else if (outcome instanceof OfferOutcome.CounterOffered counter) {
                agree(negotiate(counter.offer()), true);
            } else if (outcome instanceof OfferOutcome.Refused refused) {
                refused(refused.failure());
            } else {
                retry(this, "signalling failed: " + thrown, Optional.empty());
            }
        }

        private void refused(SignalingFailure failure) {
            if (failure.retryable() || failure.status() == 404 && options.retryWhenNotFound()) {
                retry(this, failure.describe(), failure.retryAfter());
            } else {
                finish(failure.describe());
            }
        }

        private void agree(Negotiation outcome, boolean answerThem) {
            Peer current = peer;
            if (outcome instanceof Negotiation.Refused refused) {
                finish("the server's description does not fit: " + refused.reason());
            } else if (outcome instanceof Negotiation.Accepted agreed && current != null && signaling != null) {
                media = media(agreed, current);
                current.start(agreed);
                if (answerThem) {
                    signaling
                            .answer(agreed.answer(current.describe()))
                            .whenComplete((patched, thrown) -> loop.execute(() -> counterAnswered(patched)));
                }
            }
        }

        private void counterAnswered(@Nullable PatchOutcome outcome) {
            if (isCurrent() && !(outcome instanceof PatchOutcome.Done)) {
                gone("the server did not take our answer");
            }
        }

        @Override
        public void connected(long nowNanos) {
            cancelTimer();
            backoff.reset();
            MediaSession session = media;
            if (session != null) {
                session.connected(nowNanos);
            }
            enter(ClientState.LIVE);
            live.complete(null);
        }

        @Override
        public void rtp(RtpPacket packet, long nowNanos) {
            MediaSession session = media;
            if (session != null) {
                session.rtp(packet, nowNanos);
            }
        }

        @Override
        public void rtcp(List<RtcpPacket> packets, long nowNanos) {
            MediaSession session = media;
            if (session != null) {
                session.rtcp(packets, nowNanos);
            }
        }

        /** Without consent a restart is tried; when the way is not back in time the session is given up. */
        @Override
        public void consent(boolean fresh) {
            cancelTimer();
            if (fresh) {
                enter(ClientState.LIVE);
                return;
            }
            enter(ClientState.RECONNECTING);
            cancelTimeout = loop.later(options.consentGrace(), () -> gone("no way to the server any more"));
            Peer current = peer;
            if (current != null && signaling != null) {
                signaling
                        .restart(current.restartIce(), current.candidates())
                        .whenComplete((outcome, thrown) -> loop.execute(() -> restarted(outcome)));
            }
        }

        private void restarted(@Nullable PatchOutcome outcome) {
            Peer current = peer;
            if (!isCurrent() || current == null) {
                return;
            }
            if (outcome instanceof PatchOutcome.Restarted restarted) {
                restarted
                        .remote()
                        .credentials()
                        .ifPresent(c ->
                                current.remoteRestarted(c, restarted.remote().candidates()));
            } else if (!(outcome instanceof PatchOutcome.Superseded)) {
                gone("no restart: a new session is made");
            }
        }

        @Override
        public void gone(String reason) {
            if (isCurrent()) {
                retry(this, reason, Optional.empty());
            }
        }

        @Override
        public long mediaDeadline() {
            MediaSession session = media;
            return session == null ? Long.MAX_VALUE : session.deadline();
        }

        @Override
        public void mediaDue(long nowNanos) {
            MediaSession session = media;
            if (session != null) {
                session.due(nowNanos);
            }
        }

        private void cancelTimer() {
            Runnable cancel = cancelTimeout;
            cancelTimeout = null;
            if (cancel != null) {
                cancel.run();
            }
        }

        private CompletionStage<Void> release() {
            released = true;
            cancelTimer();
            MediaSession session = media;
            if (session != null) {
                session.end();
            }
            Peer current = peer;
            if (current != null) {
                current.close();
            }
            return signaling == null ? CompletableFuture.completedStage(null) : signaling.end();
        }

        @Override
        public String toString() {
            return "attempt " + number;
        }
    }
}
