package dev.stagedoor.server.replay;

import dev.stagedoor.assets.ReplayGate;
import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.access.Door;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import java.util.Optional;
import java.util.UUID;

/** The one gate, asked for a recording: as the replay of its class, or as the workout it became. */
public final class GateForReplays implements ReplayGate {

    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private final StreamingPlatform platform;

    /** Asks this platform's gate. */
    public GateForReplays(StreamingPlatform platform) {
        this.platform = platform;
    }

    @Override
    public boolean mayWatch(RecordingId recordingId, UserId userId) {
        Optional<StreamId> stream = platform.recordings()
                .find(recordingId)
                .filter(Recording::watchable)
                .map(Recording::streamId);
        return stream.isPresent() && (mayReplay(userId, stream.get()) || mayWatchWorkout(userId, stream.get()));
    }

    private boolean mayReplay(UserId userId, StreamId stream) {
        return platform.explainAccess(userId, stream).opens(Door.HLS);
    }

    private boolean mayWatchWorkout(UserId userId, StreamId stream) {
        Optional<UserId> user = Optional.of(userId).filter(it -> !it.equals(NOBODY));
        return platform.sessions()
                .find(stream)
                .flatMap(StreamSession::migratedToWorkoutId)
                .map(WorkoutId::new)
                .map(workout -> platform.catalog().explainAccess(user, workout))
                .filter(explanation -> explanation.opens(Door.HLS))
                .isPresent();
    }
}
