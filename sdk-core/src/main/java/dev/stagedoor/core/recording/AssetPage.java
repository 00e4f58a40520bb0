package dev.stagedoor.core.recording;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Some of a provider's assets.
 *
 * @param assets in the provider's own order
 * @param next where to go on; empty at the end
 */
public record AssetPage(List<Found> assets, Optional<String> next) {
    /** Copies the assets. */
    public AssetPage {
        assets = List.copyOf(assets);
    }

    /**
     * One asset.
     *
     * @param id the provider's name for it
     * @param recordingId what it is a recording of, where the provider knows
     * @param createdAt when it appeared there
     */
    public record Found(AssetId id, Optional<RecordingId> recordingId, Instant createdAt) {}
}
