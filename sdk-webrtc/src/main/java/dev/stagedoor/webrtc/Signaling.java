package dev.stagedoor.webrtc;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.sdp.IceFragment;
import dev.stagedoor.rtc.sdp.MediaDescription;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.SdpException;
import dev.stagedoor.rtc.sdp.SessionDescription;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one WHIP (RFC 9725) or WHEP session, for any engine: offer, trickled candidates, ICE restart, end.
 * Entity-tags are sent back byte for byte, {@code Location} is resolved against the final URL, redirects 307 and 308 are
 * followed. May be called from any thread; results come on the threads of the {@link HttpTransport}.
 */
public final class Signaling {
    private static final String SDP = "application/sdp";
    private static final int MAX_REDIRECTS = 5;

    private final HttpTransport http;
    private final URI endpoint;
    private final Optional<String> bearer;
    private final boolean bearerAcrossOrigins;
    private final boolean counterOffers;
    private final InstantSource clock;

    private final List<IceCandidate> waiting = new ArrayList<>();
    private boolean waitingForEnd;
    private @Nullable SessionDescription local;
    private @Nullable IceCredentials credentials;
    private @Nullable URI session;
    private @Nullable String entityTag;
    private boolean established;
    private boolean ended;
    private int openRestarts;
    private int lastRestart;

    private Signaling(Builder options) {
        this.http = options.http;
        this.endpoint = options.endpoint;
        this.bearer = options.bearer;
        this.bearerAcrossOrigins = options.bearerAcrossOrigins;
        this.counterOffers = options.counterOffers;
        this.clock = options.clock;
    }

    /**
     * Starts with the required things.
     *
     * @param endpoint the WHIP or WHEP URL; {@code http} only on loopback, unless {@link Builder#allowPlainHttp}
     */
    public static Builder builder(HttpTransport http, URI endpoint) {
        return new Builder(http, endpoint);
    }

    /** Sends the offer. Once for each instance. */
    public CompletionStage<OfferOutcome> offer(SessionDescription offer) {
        synchronized (this) {
            if (local != null) {
                throw new IllegalStateException("one offer for each Signaling");
            }
            local = offer;
            credentials = credentialsOf(offer).orElse(null);
        }
        return post(endpoint, offer.toString(), MAX_REDIRECTS);
    }

    private CompletionStage<OfferOutcome> post(URI target, String body, int redirects) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", SDP);
        headers.put("Accept", SDP);
        return http.send(call("POST", target, headers, body))
                .thenCompose(reply -> afterPost(target, body, redirects, reply))
                .exceptionally(cause -> new OfferOutcome.Refused(SignalingFailure.network(root(cause))));
    }

    private CompletionStage<OfferOutcome> afterPost(URI target, String body, int redirects, HttpReply reply) {
        if (reply.status() == 307 || reply.status() == 308) {
            Optional<URI> next = reply.header("Location").flatMap(l -> Uris.resolve(target, l));
            if (next.isEmpty() || redirects == 0) {
                return refused(SignalingFailure.unexpected(reply.status(), "redirects lead nowhere"));
            }
            return post(next.get(), body, redirects - 1);
        }
        if (reply.isSuccess() && reply.status() != 204) {
            return CompletableFuture.completedFuture(read(target, reply, true));
        }
        if (reply.status() == 406 && reply.is(SDP) && counterOffers) {
            return CompletableFuture.completedFuture(read(target, reply, false));
        }
        return refused(SignalingFailure.of(reply, RetryAfter.of(reply, clock.instant())));
    }

    private static CompletionStage<OfferOutcome> refused(SignalingFailure failure) {
        return CompletableFuture.completedFuture(new OfferOutcome.Refused(failure));
    }

    private OfferOutcome read(URI target, HttpReply reply, boolean answer) {
        Optional<URI> location = reply.header("Location").flatMap(l -> Uris.resolve(target, l));
        synchronized (this) {
            session = location.orElse(null);
            entityTag = reply.header("ETag").orElse(null);
        }
        List<IceServer> servers = LinkHeader.iceServers(reply.all("Link"));
        try {
            SessionDescription remote = SessionDescription.parse(reply.body());
            if (!answer) {
                return new OfferOutcome.CounterOffered(remote, servers);
            }
            establish();
            return new OfferOutcome.Answered(remote, servers);
        } catch (SdpException e) {
            end();
            return new OfferOutcome.Refused(
                    SignalingFailure.unexpected(reply.status(), "the reply is not SDP: " + e.getMessage()));
        }
    }

    private void establish() {
        boolean late;
        synchronized (this) {
            established = true;
            late = ended;
        }
        if (late) {
            delete();
        } else {
            flush();
        }
    }

    /** Answers a counter-offer (WHEP): the answer is sent to the session's URL. */
    public CompletionStage<PatchOutcome> answer(SessionDescription answer) {
        synchronized (this) {
            local = answer;
            credentials = credentialsOf(answer).orElse(null);
        }
        return patch(SDP, answer.toString(), Optional.empty())
                .thenApply(reply -> {
                    PatchOutcome outcome = outcome(reply);
                    if (outcome instanceof PatchOutcome.Done) {
                        establish();
                    }
                    return outcome;
                })
                .exceptionally(Signaling::failed);
    }

    /**
     * Adds gathered candidates. They are held back until the session is there and no restart is open, then sent in one
     * request (RFC 9725 section 4.3.2). An endpoint that does not take them is left alone.
     *
     * @param complete whether these were the last ones
     */
    public CompletionStage<PatchOutcome> trickle(List<IceCandidate> candidates, boolean complete) {
        synchronized (this) {
            waiting.addAll(candidates);
            waitingForEnd |= complete;
        }
        return flush();
    }

    private CompletionStage<PatchOutcome> flush() {
        String body;
        Optional<String> tag;
        synchronized (this) {
            boolean nothing = waiting.isEmpty() && !waitingForEnd;
            if (nothing || !established || ended || openRestarts > 0 || local == null || credentials == null) {
                return CompletableFuture.completedFuture(new PatchOutcome.Done());
            }
            body = fragment(local, credentials, waiting, waitingForEnd);
            tag = Optional.ofNullable(entityTag);
            waiting.clear();
            waitingForEnd = false;
        }
        return patch(IceFragment.MEDIA_TYPE, body, tag)
                .thenApply(Signaling::outcome)
                .exceptionally(Signaling::failed);
    }

    /**
     * Restarts ICE under new credentials. Of several open restarts only the last one counts.
     *
     * @param candidates gathered for the new credentials
     */
    public CompletionStage<PatchOutcome> restart(IceCredentials fresh, List<IceCandidate> candidates) {
        int number;
        String body;
        synchronized (this) {
            if (!established || ended || local == null) {
                return CompletableFuture.completedFuture(new PatchOutcome.NotSupported());
            }
            number = ++lastRestart;
            openRestarts++;
            credentials = fresh;
            body = fragment(local, fresh, candidates, true);
        }
        return patch(IceFragment.MEDIA_TYPE, body, Optional.of("*"))
                .thenApply(reply -> afterRestart(number, reply))
                .exceptionally(cause -> {
                    restartClosed();
                    return failed(cause);
                });
    }

    private PatchOutcome afterRestart(int number, Optional<HttpReply> reply) {
        PatchOutcome outcome;
        synchronized (this) {
            outcome = number == lastRestart ? restartOutcome(reply) : new PatchOutcome.Superseded();
        }
        restartClosed();
        return outcome;
    }

    private void restartClosed() {
        synchronized (this) {
            openRestarts--;
        }
        flush();
    }

    private PatchOutcome restartOutcome(Optional<HttpReply> reply) {
        PatchOutcome outcome = outcome(reply);
        if (!(outcome instanceof PatchOutcome.Done) || reply.isEmpty()) {
            return outcome;
        }
        try {
            IceFragment remote = IceFragment.parse(reply.get().body());
            reply.get().header("ETag").ifPresent(tag -> entityTag = tag);
            return remote.credentials().isPresent()
                    ? new PatchOutcome.Restarted(remote)
                    : new PatchOutcome.NotSupported();
        } catch (SdpException e) {
            return new PatchOutcome.NotSupported();
        }
    }

    /**
     * Ends the session at the server. Idempotent; never fails: what the server says changes nothing for us. When the answer
     * is still on its way, the session is ended as soon as it is known.
     */
    public CompletionStage<Void> end() {
        synchronized (this) {
            if (ended) {
                return CompletableFuture.completedFuture(null);
            }
            ended = true;
        }
        return delete();
    }

    private CompletionStage<Void> delete() {
        URI target;
        synchronized (this) {
            target = session;
        }
        if (target == null) {
            return CompletableFuture.completedFuture(null);
        }
        return http.send(call("DELETE", target, Map.of(), "")).handle((reply, failure) -> null);
    }

    private CompletionStage<Optional<HttpReply>> patch(String mediaType, String body, Optional<String> ifMatch) {
        URI target;
        synchronized (this) {
            target = session;
        }
        if (target == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", mediaType);
        ifMatch.ifPresent(tag -> headers.put("If-Match", tag));
        return http.send(call("PATCH", target, headers, body)).thenApply(Optional::of);
    }

    private static PatchOutcome outcome(Optional<HttpReply> reply) {
        if (reply.isEmpty()) {
            return new PatchOutcome.NotSupported();
        }
        int status = reply.get().status();
        if (reply.get().isSuccess()) {
            return new PatchOutcome.Done();
        }
        return status == 405 || status == 422 || status == 501
                ? new PatchOutcome.NotSupported()
                : new PatchOutcome.Failed(SignalingFailure.of(reply.get(), Optional.empty()));
    }

    private static PatchOutcome failed(Throwable cause) {
        return new PatchOutcome.Failed(SignalingFailure.network(root(cause)));
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : cause;
    }

    private HttpCall call(String method, URI target, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (bearerAcrossOrigins || Uris.sameOrigin(endpoint, target)) {
            bearer.ifPresent(token -> all.put("Authorization", "Bearer " + token));
        }
        return new HttpCall(method, target, all, body);
    }

    private static Optional<IceCredentials> credentialsOf(SessionDescription description) {
        for (MediaDescription media : description.media()) {
            if (media.iceUfrag().isPresent() && media.icePwd().isPresent()) {
                return Optional.of(new IceCredentials(
                        media.iceUfrag().get(), media.icePwd().get()));
            }
        }
        return Optional.empty();
    }

    private static String fragment(
            SessionDescription local, IceCredentials credentials, List<IceCandidate> candidates, boolean complete) {
        List<String> bundle = local.bundle().isEmpty()
                ? local.media().stream().map(MediaDescription::mid).toList()
                : local.bundle();
        String mid = bundle.isEmpty() ? "0" : bundle.get(0);
        MediaKind kind = local.media(mid).map(MediaDescription::kind).orElse(MediaKind.AUDIO);
        return IceFragment.of(credentials, candidates, complete, mid)
                .write(bundle.isEmpty() ? List.of("0") : bundle, kind);
    }

    /** Optional settings. */
    public static final class Builder {
        private final HttpTransport http;
        private final URI endpoint;
        private Optional<String> bearer = Optional.empty();
        private boolean bearerAcrossOrigins;
        private boolean counterOffers;
        private boolean plainHttp;
        private InstantSource clock = InstantSource.system();

        private Builder(HttpTransport http, URI endpoint) {
            this.http = requireNonNull(http, "http");
            this.endpoint = requireNonNull(endpoint, "endpoint");
        }

        /** A token sent with every request as {@code Authorization: Bearer}; none by default. */
        public Builder bearer(String token) {
            if (token.isBlank()) {
                throw new IllegalArgumentException("bearer must not be blank");
            }
            this.bearer = Optional.of(token);
            return this;
        }

        /** Sends the token also when a redirect or a session URL leads to another origin. Off by default. */
        public Builder bearerAcrossOrigins(boolean send) {
            this.bearerAcrossOrigins = send;
            return this;
        }

        /** Takes an offer of the endpoint's own with status 406 (WHEP). Off by default. */
        public Builder counterOffers(boolean accept) {
            this.counterOffers = accept;
            return this;
        }

        /** Allows {@code http} to hosts other than loopback. Off by default. */
        public Builder allowPlainHttp(boolean allow) {
            this.plainHttp = allow;
            return this;
        }

        /** For dates in {@code Retry-After}; the system's by default. */
        public Builder clock(InstantSource source) {
            this.clock = requireNonNull(source, "clock");
            return this;
        }

        public Signaling build() {
            Uris.requireUsable(endpoint, plainHttp);
            return new Signaling(this);
        }
    }
}
