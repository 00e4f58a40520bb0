package dev.stagedoor.testkit;

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
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A live-input provider without media: keeps the promises of the SPI and lets a test play broadcaster and viewer by one call. Safe for use by many threads.
 */
public final class FakeLiveInputs implements LiveInputProvider {
    private final InstantSource clock;
    private final Map<StreamId, Input> inputs = new HashMap<>();
    private final Map<String, Ticket> tickets = new HashMap<>();
    private final Set<ViewerSessionId> watching = new HashSet<>();
    private final MediaCapabilities capabilities;
    private LiveInputEvents events = event -> {};

    private record Input(LiveInput liveInput, boolean enabled, boolean publishing) {}

    private record Ticket(WatchGrant grant, boolean revoked) {}

    /**
     * @param clock decides when tickets expire
     */
    public FakeLiveInputs(InstantSource clock) {
        this(
                clock,
                MediaCapabilities.builder()
                        .countsViewers()
                        .signedPlayback()
                        .revokesViewers()
                        .build());
    }

    private FakeLiveInputs(InstantSource clock, MediaCapabilities capabilities) {
        this.clock = clock;
        this.capabilities = capabilities;
    }

    /**
     * @param clock decides when tickets expire
     * @return one that leaves to us what hosted services do: it neither counts viewers nor cuts them off
     */
    public static FakeLiveInputs hosted(InstantSource clock) {
        return new FakeLiveInputs(
                clock,
                MediaCapabilities.builder()
                        .signedPlayback()
                        .remembersLiveInputs()
                        .build());
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public MediaCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public synchronized void connect(LiveInputEvents receiver) {
        events = receiver;
    }

    @Override
    public synchronized LiveInput create(LiveInputSpec spec) {
        StreamId streamId = spec.streamId();
        LiveInput input = new LiveInput(
                new LiveInputId(streamId.toString()), URI.create("fake:whip/" + streamId), "key-" + streamId);
        boolean publishing = Optional.ofNullable(inputs.get(streamId))
                .filter(Input::publishing)
                .isPresent();
        inputs.put(streamId, new Input(input, true, publishing));
        return input;
    }

    @Override
    public synchronized Optional<LiveInput> find(LiveInputId id) {
        return input(id).map(Input::liveInput);
    }

    private Optional<Input> input(LiveInputId id) {
        return StreamId.parse(id.value()).map(inputs::get);
    }

    @Override
    public synchronized void enable(LiveInputId id, boolean enabled) {
        input(id).ifPresent(it -> replace(new Input(it.liveInput(), enabled, enabled && it.publishing())));
    }

    private void replace(Input input) {
        StreamId.parse(input.liveInput().id().value()).ifPresent(id -> inputs.put(id, input));
    }

    @Override
    public synchronized void delete(LiveInputId id) {
        endBroadcast(id);
        StreamId.parse(id.value()).ifPresent(inputs::remove);
    }

    @Override
    public synchronized WatchTicket ticket(WatchGrant grant) {
        String token = "ticket-" + grant.viewerSessionId();
        tickets.put(token, new Ticket(grant, false));
        return new WatchTicket(URI.create("fake:whep/" + grant.streamId()), token, grant.expiresAt());
    }

    @Override
    public synchronized void revokeViewer(StreamId streamId, ViewerSessionId viewerSessionId) {
        tickets.replaceAll((token, it) -> it.grant().viewerSessionId().equals(viewerSessionId)
                        && it.grant().streamId().equals(streamId)
                ? revoke(it)
                : it);
    }

    @Override
    public synchronized void revokeUser(StreamId streamId, UserId userId) {
        tickets.replaceAll((token, it) ->
                it.grant().userId().equals(userId) && it.grant().streamId().equals(streamId) ? revoke(it) : it);
    }

    private Ticket revoke(Ticket ticket) {
        drop(ticket.grant());
        return new Ticket(ticket.grant(), true);
    }

    private void drop(WatchGrant grant) {
        if (watching.remove(grant.viewerSessionId())) {
            events.report(new LiveInputEvent.ViewerLeft(
                    grant.streamId(), grant.userId(), grant.viewerSessionId(), clock.instant()));
        }
    }

    @Override
    public synchronized void endBroadcast(LiveInputId id) {
        input(id).filter(Input::publishing).ifPresent(it -> {
            replace(new Input(it.liveInput(), it.enabled(), false));
            StreamId.parse(id.value()).ifPresent(this::everybodyLeaves);
        });
    }

    private void everybodyLeaves(StreamId streamId) {
        events.report(new LiveInputEvent.PublisherGone(streamId, clock.instant()));
        tickets.values().stream()
                .map(Ticket::grant)
                .filter(it -> it.streamId().equals(streamId))
                .forEach(this::drop);
    }

    @Override
    public synchronized Set<StreamId> broadcasting() {
        return inputs.entrySet().stream()
                .filter(it -> it.getValue().publishing())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized void close() {
        events = event -> {};
    }

    /**
     * Plays a broadcaster.
     *
     * @param liveInput where, with which key
     * @return whether it was let in
     */
    public synchronized boolean publish(LiveInput liveInput) {
        Optional<Input> known = input(liveInput.id())
                .filter(it -> it.enabled() && it.liveInput().bearer().equals(liveInput.bearer()));
        known.ifPresent(it -> replace(new Input(it.liveInput(), true, true)));
        known.flatMap(it -> StreamId.parse(it.liveInput().id().value())).ifPresent(streamId -> {
            events.report(new LiveInputEvent.PublisherConnected(streamId, clock.instant()));
            events.report(new LiveInputEvent.MediaFlowing(streamId, clock.instant()));
        });
        return known.isPresent();
    }

    /**
     * Plays a device that begins to watch.
     *
     * @param ticket its ticket
     * @return whether it was let in and not cut off at once
     */
    public boolean watch(WatchTicket ticket) {
        Optional<WatchGrant> admitted = admit(ticket);
        admitted.ifPresent(it -> report(
                new LiveInputEvent.ViewerJoined(it.streamId(), it.userId(), it.viewerSessionId(), clock.instant())));
        return admitted.filter(it -> isWatching(it.viewerSessionId())).isPresent();
    }

    private synchronized Optional<WatchGrant> admit(WatchTicket ticket) {
        Optional<WatchGrant> valid = Optional.ofNullable(tickets.get(ticket.token()))
                .filter(it ->
                        !it.revoked() && clock.instant().isBefore(it.grant().expiresAt()))
                .map(Ticket::grant)
                .filter(it -> ticket.whepUrl().toString().endsWith(it.streamId().toString()))
                .filter(it -> inputs.containsKey(it.streamId()));
        valid.ifPresent(it -> watching.add(it.viewerSessionId()));
        return valid;
    }

    private void report(LiveInputEvent event) {
        LiveInputEvents receiver;
        synchronized (this) {
            receiver = events;
        }
        receiver.report(event);
    }

    /**
     * Plays a device that stops watching.
     *
     * @param ticket its ticket
     */
    public synchronized void leave(WatchTicket ticket) {
        Optional.ofNullable(tickets.get(ticket.token())).map(Ticket::grant).ifPresent(this::drop);
    }

    /**
     * @param viewerSessionId a device
     * @return whether it watches now
     */
    public synchronized boolean isWatching(ViewerSessionId viewerSessionId) {
        return watching.contains(viewerSessionId);
    }
}
