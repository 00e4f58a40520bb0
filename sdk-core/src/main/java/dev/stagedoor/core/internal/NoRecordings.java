package dev.stagedoor.core.internal;

import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.AssetPage;
import dev.stagedoor.core.recording.DeleteResult;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import dev.stagedoor.core.recording.StoredAsset;
import java.util.List;
import java.util.Optional;

/** For a platform that was built without a recording provider: nothing is kept, nothing is there. */
public final class NoRecordings implements RecordingProvider {
    /** Keeps nothing. */
    public NoRecordings() {}

    @Override
    public String name() {
        return "none";
    }

    @Override
    public Optional<StoredAsset> store(RecordingId id) {
        return Optional.empty();
    }

    @Override
    public void dropLocal(RecordingId id) {}

    @Override
    public DeleteResult delete(AssetId id) {
        return new DeleteResult.AlreadyGone();
    }

    @Override
    public boolean exists(AssetId id) {
        return false;
    }

    @Override
    public ReplayTicket ticket(ReplayGrant grant) {
        throw new RecordingException(
                "recording " + grant.recordingId()
                        + " cannot be played: the platform was built without recordings(provider)",
                false,
                null,
                null);
    }

    @Override
    public AssetPage list(Optional<String> after, int limit) {
        return new AssetPage(List.of(), Optional.empty());
    }

    @Override
    public void close() {}
}
