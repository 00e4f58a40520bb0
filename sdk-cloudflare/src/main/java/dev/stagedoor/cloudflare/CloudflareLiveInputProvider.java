package dev.stagedoor.cloudflare;

import dev.stagedoor.cloudflare.stream.CloudflareStream;
import dev.stagedoor.cloudflare.stream.CloudflareStreamException;
import dev.stagedoor.cloudflare.stream.ConflictException;
import dev.stagedoor.cloudflare.stream.LiveInputSettings;
import dev.stagedoor.cloudflare.stream.LiveInputs;
import dev.stagedoor.cloudflare.stream.MediaUrls;
import dev.stagedoor.cloudflare.stream.NotFoundException;
import dev.stagedoor.cloudflare.stream.RecordingMode;
import dev.stagedoor.cloudflare.stream.TokenClaims;
import dev.stagedoor.cloudflare.stream.ViewerTokens;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.media.LiveInputEvent;
import dev.stagedoor.core.media.LiveInputEvents;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.LiveInputSpec;
import dev.stagedoor.core.media.MediaCapabilities;
import dev.stagedoor.core.media.MediaException;
import dev.stagedoor.core.media.WatchGrant;
import dev.stagedoor.core.media.WatchTicket;
import dev.stagedoor.core.session.StreamId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Classes on Cloudflare Stream: published by WHIP, watched by WHEP with signed addresses. Cloudflare neither records such a broadcast nor counts its viewers nor tells
 * when it begins and ends: the platform plans for that, and whoever subscribes to a class says by {@link #report} what it sees.
 *
 * <p>Live inputs are made with recording switched off: it would have no effect on WHIP, and a recording of somebody who publishes by RTMPS instead would be nobody's.
 * Deleting an input therefore leaves no videos behind. A viewer who is let in stays until the broadcast ends; the platform's beats tell the page to stop.
 */
public final class CloudflareLiveInputProvider implements LiveInputProvider {
    /** Cloudflare's own deletion begins here. */
    static final Duration SHORTEST_RETENTION = Duration.ofDays(30);

    private static final String META_STREAM = "stagedoorStream";
    private static final int MOST_KEYS = 5;

    private final LiveInputs inputs;
    private final Tickets tickets;
    private final InstantSource clock;
    private final AtomicReference<@Nullable MediaUrls> media;
    private final Map<LiveInputId, StreamId> streams = new ConcurrentHashMap<>();
    private final Set<StreamId> broadcasting = ConcurrentHashMap.newKeySet();
    private volatile LiveInputEvents events = event -> {};

    private CloudflareLiveInputProvider(
            CloudflareStream client, Supplier<ViewerTokens> tokens, Optional<MediaUrls> media, InstantSource clock) {
        this.inputs = client.liveInputs();
        this.tickets = new Tickets(tokens, clock);
        this.clock = clock;
        this.media = new AtomicReference<>(media.orElse(null));
    }

    /**
     * @param client of the account
     * @param tokens signs viewers' addresses
     * @param clock the platform's
     * @return a provider that finds out from the API where media is
     */
    public static CloudflareLiveInputProvider of(CloudflareStream client, ViewerTokens tokens, InstantSource clock) {
        return of(client, () -> tokens, Optional.empty(), clock);
    }

    /**
     * @param client of the account
     * @param tokens gives what signs viewers' addresses, when it is needed; a {@link CloudflareStreamException} of it counts as a fault of Cloudflare
     * @param media where media is, such as a custom domain; empty to find out from the API
     * @param clock the platform's
     * @return a provider
     */
    public static CloudflareLiveInputProvider of(
            CloudflareStream client, Supplier<ViewerTokens> tokens, Optional<MediaUrls> media, InstantSource clock) {
        return new CloudflareLiveInputProvider(client, tokens, media, clock);
    }

    @Override
    public String name() {
        return "cloudflare";
    }

    @Override
    public MediaCapabilities capabilities() {
        return MediaCapabilities.builder()
                .hls()
                .signedPlayback()
                .remembersLiveInputs()
                .shortestRetention(SHORTEST_RETENTION)
                .build();
    }

    @Override
    public void connect(LiveInputEvents receiver) {
        events = receiver;
    }

    /**
     * Takes the word of somebody who subscribes to a class on this process: passes it on to the platform, and keeps {@link #broadcasting} true.
     *
     * @param event what was seen
     */
    public void report(LiveInputEvent event) {
        if (event instanceof LiveInputEvent.MediaFlowing) {
            broadcasting.add(event.streamId());
        } else if (event instanceof LiveInputEvent.PublisherReconnecting
                || event instanceof LiveInputEvent.PublisherGone) {
            broadcasting.remove(event.streamId());
        }
        events.report(event);
    }

    @Override
    public LiveInput create(LiveInputSpec spec) {
        return asking("make a live input for class " + spec.streamId(), () -> {
            for (int number = 1; number <= MOST_KEYS; number++) {
                Optional<LiveInput> made = create(spec, number);
                if (made.isPresent()) {
                    return made.get();
                }
            }
            throw new MediaException(
                    "Cloudflare makes no live input for class " + spec.streamId()
                            + ": each one is gone at once, or its idempotency key is in use",
                    true,
                    null);
        });
    }

    /** Cloudflare remembers a key for six hours, also of an input that was deleted since: then the next key is taken. */
    private Optional<LiveInput> create(LiveInputSpec spec, int number) {
        LiveInputSettings settings = LiveInputSettings.builder()
                .name(spec.name())
                .meta(META_STREAM, spec.streamId().toString())
                .recordingMode(RecordingMode.OFF)
                .requireSignedUrls(true)
                .enabled(true)
                .build();
        try {
            String uid = inputs.create(settings, "stagedoor-" + spec.streamId() + "-" + number)
                    .uid();
            return inputs.find(uid)
                    .map(it -> it.enabled() ? it : inputs.enable(uid))
                    .map(it -> known(it, spec.streamId()));
        } catch (ConflictException used) {
            return Optional.empty();
        }
    }

    private LiveInput known(dev.stagedoor.cloudflare.stream.LiveInput input, StreamId stream) {
        LiveInputId id = new LiveInputId(input.uid());
        streams.put(id, stream);
        input.whepUrl().ifPresent(url -> media.compareAndSet(null, MediaUrls.from(url, input.uid())));
        URI whip = input.whipUrl()
                .orElseThrow(() -> new MediaException("live input " + id + " has no WHIP address", false, null));
        return new LiveInput(id, whip, "");
    }

    @Override
    public Optional<LiveInput> find(LiveInputId id) {
        return asking("find live input " + id, () -> {
            Optional<dev.stagedoor.cloudflare.stream.LiveInput> found = inputs.find(id.value());
            return found.flatMap(it -> Optional.ofNullable(it.meta().get(META_STREAM))
                    .flatMap(StreamId::parse)
                    .map(stream -> known(it, stream)));
        });
    }

    @Override
    public void enable(LiveInputId id, boolean enabled) {
        change("open or close live input " + id, () -> {
            var unused = enabled ? inputs.enable(id.value()) : inputs.disable(id.value());
        });
        if (!enabled) {
            ended(id);
        }
    }

    @Override
    public void delete(LiveInputId id) {
        change("delete live input " + id, () -> inputs.delete(id.value()));
        ended(id);
        streams.remove(id);
    }

    /** Rotates the input's keys: that cuts the running broadcast, and whoever holds the old WHIP address cannot come back with it. {@link #find} has the new one. */
    @Override
    public void endBroadcast(LiveInputId id) {
        change("end the broadcast of live input " + id, () -> inputs.rotateKeys(id.value()));
        ended(id);
    }

    private void ended(LiveInputId id) {
        StreamId stream = streams.get(id);
        if (stream != null && broadcasting.contains(stream)) {
            report(new LiveInputEvent.PublisherGone(stream, clock.instant()));
        }
    }

    @Override
    public WatchTicket ticket(WatchGrant grant) {
        Instant end = tickets.end(grant.expiresAt());
        return new WatchTicket(whepUrl(grant.liveInputId(), end), "", end);
    }

    /**
     * @param id a live input
     * @param end when it stops opening connections, within 24 hours
     * @return where our own recorder watches it; a credential
     * @throws MediaException when Cloudflare has to be asked where media is, and cannot be
     */
    public URI whepUrl(LiveInputId id, Instant end) {
        return media(id).whep(asking("sign an address", () -> tickets.sign(TokenClaims.of(id.value(), end))));
    }

    private MediaUrls media(LiveInputId id) {
        MediaUrls known = media.get();
        if (known != null) {
            return known;
        }
        return asking(
                "find out where media is",
                () -> inputs.find(id.value())
                        .flatMap(dev.stagedoor.cloudflare.stream.LiveInput::whepUrl)
                        .map(url -> MediaUrls.from(url, id.value()))
                        .map(found -> {
                            media.compareAndSet(null, found);
                            return found;
                        })
                        .orElseThrow(() -> new MediaException("live input " + id + " is gone", false, null)));
    }

    /** Does nothing: a running connection cannot be cut off, a new one takes a new ticket. */
    @Override
    public void revokeViewer(StreamId streamId, ViewerSessionId viewerSessionId) {
        // see capabilities().revokesViewers()
    }

    /** Does nothing: a running connection cannot be cut off, a new one takes a new ticket. */
    @Override
    public void revokeUser(StreamId streamId, UserId userId) {
        // see capabilities().revokesViewers()
    }

    @Override
    public Set<StreamId> broadcasting() {
        return Set.copyOf(broadcasting);
    }

    @Override
    public void close() {
        events = event -> {};
    }

    /** Changes what may be gone: then there is nothing to change. */
    private static void change(String what, Runnable call) {
        asking(what, () -> {
            try {
                call.run();
            } catch (NotFoundException gone) {
                return false;
            }
            return true;
        });
    }

    private static <T> T asking(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (CloudflareStreamException fault) {
            throw new MediaException(
                    "Cloudflare could not " + what + ": " + Faults.explain(fault), fault.retryable(), fault);
        }
    }
}
