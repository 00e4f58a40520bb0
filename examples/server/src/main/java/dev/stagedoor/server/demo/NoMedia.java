package dev.stagedoor.server.demo;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.media.LiveInputEvents;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.LiveInputSpec;
import dev.stagedoor.core.media.MediaCapabilities;
import dev.stagedoor.core.media.WatchGrant;
import dev.stagedoor.core.media.WatchTicket;
import dev.stagedoor.core.session.StreamId;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Live inputs of classes that are over: they have a name, and nothing ever arrives at them. */
final class NoMedia implements LiveInputProvider {

    private static final URI NOWHERE = URI.create("http://localhost/whip/over");

    @Override
    public String name() {
        return "none";
    }

    @Override
    public MediaCapabilities capabilities() {
        return MediaCapabilities.builder().remembersLiveInputs().build();
    }

    @Override
    public void connect(LiveInputEvents events) {}

    @Override
    public LiveInput create(LiveInputSpec spec) {
        return input(new LiveInputId(spec.streamId().toString()));
    }

    @Override
    public Optional<LiveInput> find(LiveInputId id) {
        return Optional.of(input(id));
    }

    private static LiveInput input(LiveInputId id) {
        return new LiveInput(id, NOWHERE, "");
    }

    @Override
    public void enable(LiveInputId id, boolean enabled) {}

    @Override
    public void delete(LiveInputId id) {}

    @Override
    public WatchTicket ticket(WatchGrant grant) {
        return new WatchTicket(NOWHERE, "", grant.expiresAt());
    }

    @Override
    public void revokeViewer(StreamId streamId, ViewerSessionId viewerSessionId) {}

    @Override
    public void revokeUser(StreamId streamId, UserId userId) {}

    @Override
    public void endBroadcast(LiveInputId id) {}

    @Override
    public Set<StreamId> broadcasting() {
        return Set.of();
    }

    @Override
    public void close() {}
}
