package dev.stagedoor.server.download;

import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.recorder.Mp4Export;
import dev.stagedoor.recorder.RecorderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes MP4 files of recordings, one at a time, and keeps each for a day. Safe for use by many threads. */
public final class Mp4Files implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mp4Files.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int PAGE = 1000;

    private final Path folder;
    private final Path recordings;
    private final AssetStore store;
    private final InstantSource clock;
    private final Map<RecordingId, CompletableFuture<Path>> making = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "mp4");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param folder where files are made
     * @param recordings where recordings of this node are, one folder each
     * @param store where the others are, below {@code recordings/}
     * @param clock tells how old a file is
     */
    public Mp4Files(Path folder, Path recordings, AssetStore store, InstantSource clock) {
        this.folder = folder;
        this.recordings = recordings;
        this.store = store;
        this.clock = clock;
    }

    /**
     * The file of a recording; begins to make it when it is not there.
     *
     * @return the file; empty while it is being made
     * @throws RecorderException when it could not be made; asking again tries again
     */
    Optional<Path> file(RecordingId id) {
        Path file = folder.resolve(id + ".mp4");
        if (Files.exists(file)) {
            return Optional.of(file);
        }
        CompletableFuture<Path> made =
                making.computeIfAbsent(id, it -> CompletableFuture.supplyAsync(() -> make(it, file), thread));
        if (!made.isDone()) {
            return Optional.empty();
        }
        making.remove(id, made);
        try {
            return Optional.of(made.join());
        } catch (CompletionException failed) {
            throw new RecorderException("the file of recording " + id + " could not be made", failed);
        }
    }

    private Path make(RecordingId id, Path file) {
        try {
            Files.createDirectories(folder);
            Path local = recordings.resolve(id.toString());
            if (Files.exists(local.resolve("index.m3u8"))) {
                Mp4Export.toFile(local, file);
                return file;
            }
            Path fetched = Files.createTempDirectory(folder, "fetched");
            try {
                fetch(id, fetched);
                Mp4Export.toFile(fetched, file);
                return file;
            } finally {
                delete(fetched);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void fetch(RecordingId id, Path into) throws IOException {
        AssetKey from = new AssetKey("recordings/" + id);
        Optional<AssetKey> after = Optional.empty();
        List<AssetStat> page = store.list(from, after, PAGE);
        while (!page.isEmpty()) {
            for (AssetStat found : page) {
                fetch(found.key(), into);
            }
            after = Optional.of(page.get(page.size() - 1).key());
            page = store.list(from, after, PAGE);
        }
    }

    private void fetch(AssetKey key, Path into) throws IOException {
        String name = key.value().substring(key.value().lastIndexOf('/') + 1);
        try (AssetContent content = store.read(key, 0, Long.MAX_VALUE)
                .orElseThrow(() -> new RecorderException("the file " + key + " is gone"))) {
            Files.copy(content.body(), into.resolve(name));
        }
    }

    /** Forgets the file of a recording that is deleted. */
    public void forget(RecordingId id) {
        delete(folder.resolve(id + ".mp4"));
    }

    /** Deletes files that are older than a day: they can be made again. */
    public void sweep() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant oldest = clock.instant().minus(KEPT);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> isOlder(file, oldest)).forEach(Mp4Files::delete);
        } catch (IOException fault) {
            LOG.warn("old MP4 files could not be looked at", fault);
        }
    }

    private static boolean isOlder(Path file, Instant than) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(than);
        } catch (IOException gone) {
            return false;
        }
    }

    private static void delete(Path fileOrFolder) {
        if (!Files.exists(fileOrFolder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(fileOrFolder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException fault) {
            LOG.warn("{} could not be deleted", fileOrFolder, fault);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
