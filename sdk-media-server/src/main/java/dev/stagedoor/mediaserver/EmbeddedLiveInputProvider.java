package dev.stagedoor.mediaserver;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.media.LiveInputEvent;
import dev.stagedoor.core.media.LiveInputEvents;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.LiveInputSpec;
import dev.stagedoor.core.media.MediaCapabilities;
import dev.stagedoor.core.media.WatchGrant;
import dev.stagedoor.core.media.WatchTicket;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.mediaserver.internal.provider.Revocations;
import dev.stagedoor.mediaserver.internal.provider.Seal;
import dev.stagedoor.mediaserver.internal.provider.WatchToken;
import dev.stagedoor.mediaserver.spi.AccessPolicy;
import dev.stagedoor.mediaserver.spi.Admission;
import dev.stagedoor.mediaserver.spi.Admission.Cause;
import dev.stagedoor.mediaserver.spi.AdmissionRequest;
import dev.stagedoor.mediaserver.spi.MediaListener;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The live-input provider that needs nothing but this process: it runs a {@link MediaServer}, makes broadcast keys and watch
 * tokens, and reports what happens. Live inputs are kept in memory; their keys follow from the secret, so a class made again
 * after a restart has the same key when the secret is the same.
 *
 * <p>A live input's id and the name in its URLs are the class's id. Watch tokens are signed; revocations are kept in memory
 * for as long as a revoked token could be good.
 */
public final class EmbeddedLiveInputProvider implements LiveInputProvider {
    private static final String BROADCAST = "broadcast";
    private static final Admission NO_STREAM = Admission.refused(Cause.UNKNOWN, "There is no such class.");

    private final MediaServer server;
    private final URI publicUrl;
    private final Seal seal;
    private final InstantSource clock;
    private final Duration grace;
    private final Map<String, Input> inputs = new ConcurrentHashMap<>();
    private final Set<StreamId> sending = ConcurrentHashMap.newKeySet();
    private final Revocations revocations = new Revocations();
    private final AtomicLong serials;
    private volatile LiveInputEvents events = event -> {};

    private record Input(StreamId streamId, String key, boolean enabled) {}

    private EmbeddedLiveInputProvider(Builder builder) {
        publicUrl = builder.publicUrl;
        seal = new Seal(builder.secret);
        clock = builder.clock;
        grace = builder.grace;
        serials = new AtomicLong(clock.instant().toEpochMilli() << 10);
        MediaServer.Builder media = MediaServer.builder(new Doors());
        builder.media.accept(media);
        server = media.clock(clock).grace(grace).listener(new Reporter()).build();
    }

    /**
     * Starts with the required things.
     *
     * @param publicUrl what clients put before {@code /whip/...} and {@code /whep/...}, such as {@code https://example.com}
     */
    public static Builder builder(URI publicUrl) {
        return new Builder(publicUrl);
    }

    /** The server whose {@link MediaServer#handle} is to be given the requests below {@code /whip/} and {@code /whep/}. */
    public MediaServer mediaServer() {
        return server;
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public MediaCapabilities capabilities() {
        return MediaCapabilities.builder()
                .countsViewers()
                .signedPlayback()
                .revokesViewers()
                .build();
    }

    @Override
    public void connect(LiveInputEvents receiver) {
        events = receiver;
    }

    @Override
    public LiveInput create(LiveInputSpec spec) {
        String id = spec.streamId().toString();
        Input input = new Input(spec.streamId(), seal.sign(BROADCAST, id), true);
        inputs.put(id, input);
        return liveInput(id, input);
    }

    @Override
    public Optional<LiveInput> find(LiveInputId id) {
        return Optional.ofNullable(inputs.get(id.value())).map(input -> liveInput(id.value(), input));
    }

    private LiveInput liveInput(String id, Input input) {
        return new LiveInput(new LiveInputId(id), url("whip", id), input.key());
    }

    private URI url(String door, String id) {
        String base = publicUrl.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + door + "/" + id);
    }

    @Override
    public void enable(LiveInputId id, boolean enabled) {
        inputs.computeIfPresent(id.value(), (key, input) -> new Input(input.streamId(), input.key(), enabled));
        if (!enabled) {
            server.end(id.value());
        }
    }

    @Override
    public void delete(LiveInputId id) {
        inputs.remove(id.value());
        server.end(id.value());
    }

    @Override
    public WatchTicket ticket(WatchGrant grant) {
        revocations.issued(Duration.between(clock.instant(), grant.expiresAt()));
        String token = new WatchToken(grant, serials.incrementAndGet()).text(seal);
        return new WatchTicket(url("whep", grant.streamId().toString()), token, grant.expiresAt());
    }

    @Override
    public void revokeViewer(StreamId streamId, ViewerSessionId viewerSessionId) {
        revocations.revoke(holder(streamId, viewerSessionId.toString()), serials.get(), clock.instant());
        server.revokeDevice(streamId.toString(), viewerSessionId.toString());
    }

    @Override
    public void revokeUser(StreamId streamId, UserId userId) {
        revocations.revoke(holder(streamId, userId.toString()), serials.get(), clock.instant());
        server.revokePerson(streamId.toString(), userId.toString());
    }

    private static String holder(StreamId streamId, String who) {
        return streamId + " " + who;
    }

    @Override
    public void endBroadcast(LiveInputId id) {
        server.end(id.value());
    }

    @Override
    public Set<StreamId> broadcasting() {
        return Set.copyOf(sending);
    }

    @Override
    public void close() {
        server.close();
        events = event -> {};
    }

    private final class Doors implements AccessPolicy {
        @Override
        public Admission admitBroadcast(AdmissionRequest request) {
            Input input = inputs.get(request.name());
            if (input == null) {
                return NO_STREAM;
            }
            if (request.credential().isEmpty()) {
                return Admission.refused(Cause.CREDENTIAL_MISSING, "Send the broadcast key as a bearer token.");
            }
            if (!Seal.same(input.key(), request.credential().get())) {
                return Admission.refused(Cause.CREDENTIAL_INVALID, "This is not the broadcast key of this class.");
            }
            return input.enabled()
                    ? Admission.admitted(request.name(), BROADCAST, BROADCAST)
                    : Admission.refused(Cause.NOT_ALLOWED, "This class is not open for broadcasting.");
        }

        @Override
        public Admission admitViewer(AdmissionRequest request) {
            if (request.credential().isEmpty()) {
                return Admission.refused(Cause.CREDENTIAL_MISSING, "Send the watch token as a bearer token.");
            }
            return WatchToken.read(request.credential().get(), seal)
                    .map(token -> admit(request.name(), token))
                    .orElseGet(() -> Admission.refused(Cause.CREDENTIAL_INVALID, "This is not a watch token."));
        }

        private Admission admit(String name, WatchToken token) {
            WatchGrant grant = token.grant();
            if (!clock.instant().isBefore(grant.expiresAt())) {
                return Admission.refused(Cause.CREDENTIAL_INVALID, "This watch token has expired; get a new one.");
            }
            boolean revoked = revocations.covers(
                            holder(grant.streamId(), grant.viewerSessionId().toString()), token.serial())
                    || revocations.covers(
                            holder(grant.streamId(), grant.userId().toString()), token.serial());
            if (revoked) {
                return Admission.refused(Cause.CREDENTIAL_INVALID, "This watch token was withdrawn.");
            }
            if (!grant.streamId().toString().equals(name)) {
                return Admission.refused(Cause.NOT_ALLOWED, "This watch token is for another class.");
            }
            return inputs.containsKey(name)
                    ? Admission.admitted(
                            grant.liveInputId().value(),
                            grant.userId().toString(),
                            grant.viewerSessionId().toString())
                    : NO_STREAM;
        }
    }

    private final class Reporter implements MediaListener {
        private void report(String liveInputId, Function<StreamId, Optional<LiveInputEvent>> event) {
            StreamId.parse(liveInputId).flatMap(event).ifPresent(happened -> events.report(happened));
        }

        private Instant now() {
            return clock.instant();
        }

        @Override
        public void publisherConnected(String liveInputId) {
            report(liveInputId, stream -> Optional.of(new LiveInputEvent.PublisherConnected(stream, now())));
        }

        @Override
        public void mediaFlowing(String liveInputId) {
            StreamId.parse(liveInputId).ifPresent(sending::add);
            report(liveInputId, stream -> Optional.of(new LiveInputEvent.MediaFlowing(stream, now())));
        }

        @Override
        public void publisherLost(String liveInputId) {
            StreamId.parse(liveInputId).ifPresent(sending::remove);
            Instant now = now();
            report(
                    liveInputId,
                    stream -> Optional.of(new LiveInputEvent.PublisherReconnecting(stream, now, now.plus(grace))));
        }

        @Override
        public void liveInputGone(String liveInputId) {
            StreamId.parse(liveInputId).ifPresent(sending::remove);
            report(liveInputId, stream -> Optional.of(new LiveInputEvent.PublisherGone(stream, now())));
        }

        @Override
        public void viewerJoined(String liveInputId, String person, String device, int people) {
            report(
                    liveInputId,
                    stream -> viewer(
                            person,
                            device,
                            (user, session) -> new LiveInputEvent.ViewerJoined(stream, user, session, now())));
        }

        @Override
        public void viewerLeft(String liveInputId, String person, String device, int people) {
            report(
                    liveInputId,
                    stream -> viewer(
                            person,
                            device,
                            (user, session) -> new LiveInputEvent.ViewerLeft(stream, user, session, now())));
        }

        private Optional<LiveInputEvent> viewer(
                String person,
                String device,
                java.util.function.BiFunction<UserId, ViewerSessionId, LiveInputEvent> event) {
            return UserId.parse(person)
                    .flatMap(user -> ViewerSessionId.parse(device).map(session -> event.apply(user, session)));
        }
    }

    /** Options of a provider. */
    public static final class Builder {
        private final URI publicUrl;
        private byte[] secret = new byte[32];
        private InstantSource clock = InstantSource.system();
        private Duration grace = Duration.ofSeconds(30);
        private Consumer<MediaServer.Builder> media = server -> {};

        private Builder(URI publicUrl) {
            if (!publicUrl.isAbsolute()) {
                throw new IllegalArgumentException("publicUrl must be absolute, was " + publicUrl);
            }
            this.publicUrl = publicUrl;
            new SecureRandom().nextBytes(secret);
        }

        /**
         * Signs broadcast keys and watch tokens, at least 16 bytes; keep it over restarts, so that broadcasters need no new
         * key. Default: random.
         */
        public Builder secret(byte[] secret) {
            this.secret = secret.clone();
            return this;
        }

        /** Tells the time. Default: the system's clock. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** How long viewers wait for a publisher that dropped. Default 30 s. */
        public Builder grace(Duration grace) {
            this.grace = grace;
            return this;
        }

        /** Further options of the media server: port, addresses, limits. */
        public Builder media(Consumer<MediaServer.Builder> options) {
            this.media = options;
            return this;
        }

        /**
         * Builds the provider and starts its media server.
         *
         * @throws MediaServerException when the media port cannot be bound
         */
        public EmbeddedLiveInputProvider start() {
            EmbeddedLiveInputProvider provider = new EmbeddedLiveInputProvider(this);
            provider.server.start();
            return provider;
        }
    }
}
