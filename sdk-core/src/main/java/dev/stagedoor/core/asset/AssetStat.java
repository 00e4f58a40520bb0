package dev.stagedoor.core.asset;

import java.time.Instant;

/**
 * A stored file.
 *
 * @param key its name
 * @param bytes how large it is
 * @param storedAt when it was stored, by the store's clock
 */
public record AssetStat(AssetKey key, long bytes, Instant storedAt) {}
