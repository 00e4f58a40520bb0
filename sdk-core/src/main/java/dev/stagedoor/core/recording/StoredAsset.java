package dev.stagedoor.core.recording;

/**
 * A recording that is where it stays, verified.
 *
 * @param id the provider's name for it
 * @param bytes how large it is, at least 1
 */
public record StoredAsset(AssetId id, long bytes) {}
