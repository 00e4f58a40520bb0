package dev.stagedoor.testkit;

import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetSource;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** An asset store in memory, for tests. Safe for use by many threads. */
public final class MemoryAssetStore implements AssetStore {
    private final NavigableMap<AssetKey, Stored> files = new ConcurrentSkipListMap<>();
    private final InstantSource clock;

    /**
     * @param clock tells when a file was stored
     */
    public MemoryAssetStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public AssetStat put(AssetKey key, AssetSource source) {
        byte[] bytes = read(key, source);
        if (bytes.length != source.bytes() || !AssetSources.sha256(bytes).equals(source.sha256())) {
            throw new AssetException("the bytes of " + key + " are not those that were announced", false, null);
        }
        AssetStat stat = new AssetStat(key, bytes.length, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        files.put(key, new Stored(stat, source.contentType(), bytes));
        return stat;
    }

    private static byte[] read(AssetKey key, AssetSource source) {
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new AssetException("cannot read the source of " + key, true, broken);
        }
    }

    @Override
    public Optional<AssetStat> stat(AssetKey key) {
        return Optional.ofNullable(files.get(key)).map(Stored::stat);
    }

    @Override
    public Optional<AssetContent> read(AssetKey key, long from, long length) {
        if (from < 0 || length < 1) {
            throw new IllegalArgumentException("no range: from " + from + ", length " + length);
        }
        return Optional.ofNullable(files.get(key)).map(stored -> stored.part(from, length));
    }

    @Override
    public boolean delete(AssetKey key) {
        return files.remove(key) != null;
    }

    @Override
    public int deleteFolder(AssetKey folder) {
        int count = 0;
        for (AssetKey key : files.keySet()) {
            count += isBelow(folder, key) && delete(key) ? 1 : 0;
        }
        return count;
    }

    @Override
    public List<AssetStat> list(AssetKey folder, Optional<AssetKey> after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        return files.tailMap(after.orElse(folder), false).values().stream()
                .map(Stored::stat)
                .filter(stat -> isBelow(folder, stat.key()))
                .limit(limit)
                .toList();
    }

    private static boolean isBelow(AssetKey folder, AssetKey key) {
        return key.value().startsWith(folder.value() + "/");
    }

    @Override
    public void close() {
        // holds nothing that must be freed
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stored(AssetStat stat, String contentType, byte[] bytes) {
        AssetContent part(long from, long length) {
            int start = (int) Math.min(from, bytes.length);
            int count = (int) Math.min(length, bytes.length - start);
            return new AssetContent(stat, contentType, from, count, new ByteArrayInputStream(bytes, start, count));
        }
    }
}
