package dev.stagedoor.core.internal;

import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.media.LiveInputSpec;
import dev.stagedoor.core.media.MediaException;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.StreamSlice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps classes and their live inputs together. The provider is never called inside a transaction. */
public final class LiveInputs {
    private static final Logger LOG = LoggerFactory.getLogger(LiveInputs.class);
    private static final int PAGE = 200;
    private static final Set<StreamStatus> OPEN = Set.of(StreamStatus.SCHEDULED, StreamStatus.LIVE);

    private final Tools tools;

    /**
     * @param tools what the room works with
     */
    public LiveInputs(Tools tools) {
        this.tools = tools;
    }

    LiveInput ensure(StreamSession stream) {
        LiveInput input = stream.liveInputId()
                .flatMap(tools.liveInputs()::find)
                .orElseGet(() -> tools.liveInputs().create(new LiveInputSpec(stream.id(), stream.title())));
        if (!stream.liveInputId().equals(Optional.of(input.id()))) {
            remember(stream.id(), input.id());
        }
        return input;
    }

    /** {@return the class with its live input, or without when it is over, or when the provider fails now: the next who needs it tries again} */
    StreamSession tryEnsure(StreamSession stream) {
        if (!OPEN.contains(stream.status())) {
            return stream;
        }
        try {
            return stream.toBuilder().liveInputId(ensure(stream).id()).build();
        } catch (MediaException fault) {
            LOG.warn("stream {} has no live input yet", stream.id(), fault);
            return stream;
        }
    }

    private void remember(StreamId streamId, LiveInputId inputId) {
        tools.storage().inTransaction(work -> {
            work.streams().assignLiveInput(streamId, inputId);
            return inputId;
        });
    }

    void close(StreamSession stream) {
        stream.liveInputId()
                .ifPresent(id -> attempt(stream.id(), () -> {
                    tools.liveInputs().endBroadcast(id);
                    tools.liveInputs().enable(id, false);
                }));
    }

    void delete(StreamSession stream) {
        stream.liveInputId()
                .ifPresent(id -> attempt(stream.id(), () -> tools.liveInputs().delete(id)));
    }

    private static void attempt(StreamId streamId, Runnable call) {
        try {
            call.run();
        } catch (MediaException fault) {
            LOG.warn("the live input of stream {} could not be closed", streamId, fault);
        }
    }

    /** Makes the live inputs of open classes again, for a provider that forgets them, and lets go of devices that were connected to it. */
    public void restore() {
        if (tools.liveInputs().capabilities().remembersLiveInputs()) {
            return;
        }
        tools.storage().inTransaction(work -> {
            work.viewers().leaveAll(Optional.empty(), tools.now());
            return work;
        });
        Optional<StreamSlice.Position> after = Optional.empty();
        List<StreamSession> page = openStreams(after);
        while (!page.isEmpty()) {
            page.forEach(this::tryEnsure);
            StreamSession last = page.get(page.size() - 1);
            page = openStreams(Optional.of(new StreamSlice.Position(last.scheduledStart(), last.id())));
        }
    }

    private List<StreamSession> openStreams(Optional<StreamSlice.Position> after) {
        StreamSlice slice = new StreamSlice(OPEN, Optional.empty(), "", true, after, PAGE);
        return tools.storage().inTransaction(work -> work.streams().list(slice));
    }
}
