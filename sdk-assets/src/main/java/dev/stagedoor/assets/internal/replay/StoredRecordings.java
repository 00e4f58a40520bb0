package dev.stagedoor.assets.internal.replay;

import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.AssetPage;
import dev.stagedoor.core.recording.RecordingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which recordings a store holds, whole ones and what an interruption left of others.
 *
 * @param store where to look
 */
public record StoredRecordings(AssetStore store) {
    /**
     * @param after the last id of the page before; empty for the first
     * @param limit the most to give, at least 1
     * @return a page in the order of the ids
     */
    public AssetPage page(Optional<String> after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        List<AssetPage.Found> found = new ArrayList<>();
        Optional<AssetStat> file = firstFile(after.flatMap(RecordingId::parse).map(RecordingKeys::behind));
        while (file.isPresent() && found.size() < limit) {
            AssetStat first = file.orElseThrow();
            Optional<RecordingId> id = RecordingKeys.recordingOf(first.key());
            id.map(recording -> new AssetPage.Found(
                            new AssetId(recording.toString()), Optional.of(recording), first.storedAt()))
                    .ifPresent(found::add);
            file = firstFile(Optional.of(id.map(RecordingKeys::behind).orElse(first.key())));
        }
        Optional<String> next = file.isPresent() && !found.isEmpty()
                ? Optional.of(found.get(found.size() - 1).id().value())
                : Optional.empty();
        return new AssetPage(found, next);
    }

    private Optional<AssetStat> firstFile(Optional<AssetKey> after) {
        return store.list(RecordingKeys.FOLDER, after, 1).stream().findFirst();
    }
}
