package dev.stagedoor.assets;

import dev.stagedoor.assets.internal.replay.LocalRecording;
import dev.stagedoor.assets.internal.replay.RecordingKeys;
import dev.stagedoor.assets.internal.replay.StoredRecordings;
import dev.stagedoor.assets.internal.replay.Upload;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.AssetPage;
import dev.stagedoor.core.recording.DeleteResult;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import dev.stagedoor.core.recording.StoredAsset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Recordings as files: made in a folder of this node, one folder a recording with {@code index.m3u8} and what it names, and kept in any {@link AssetStore} below
 * {@code recordings/}. They are played from {@link ReplayEndpoint}. An asset's id is the recording's id.
 *
 * <p>Safe for use by many threads and nodes.
 */
public final class AssetRecordingProvider implements RecordingProvider {
    private final Path local;
    private final AssetStore store;
    private final ReplayTokens tokens;
    private final String base;

    /**
     * @param local the folder in which this node's recordings are made; is made if need be
     * @param store where finished recordings stay; closed by whoever opened it
     * @param tokens signs tickets
     * @param baseUrl what {@code /hls/...} is below, as viewers see it, such as {@code https://classes.example.com}
     * @throws AssetException when the local folder cannot be made
     */
    public AssetRecordingProvider(Path local, AssetStore store, ReplayTokens tokens, URI baseUrl) {
        this.local = realPath(local);
        this.store = store;
        this.tokens = tokens;
        String text = baseUrl.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static Path realPath(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException broken) {
            throw new AssetException("cannot open " + folder + " for recordings: " + broken, false, broken);
        }
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public Optional<StoredAsset> store(RecordingId id) {
        Optional<LocalRecording> recording = LocalRecording.find(local, id);
        if (recording.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(translating("store", id.toString(), () -> {
            long bytes = new Upload(store, recording.orElseThrow()).run();
            return new StoredAsset(new AssetId(id.toString()), bytes);
        }));
    }

    @Override
    public void dropLocal(RecordingId id) {
        translating("drop the local copy of", id.toString(), () -> {
            LocalRecording.drop(local, id);
            return true;
        });
    }

    @Override
    public DeleteResult delete(AssetId id) {
        Optional<RecordingId> recording = RecordingId.parse(id.value());
        if (recording.isEmpty()) {
            return new DeleteResult.AlreadyGone();
        }
        return translating("delete", id.value(), () -> {
            boolean playable = store.delete(RecordingKeys.file(recording.orElseThrow(), RecordingKeys.PLAYLIST));
            int others = store.deleteFolder(RecordingKeys.folder(recording.orElseThrow()));
            return playable || others > 0 ? new DeleteResult.Deleted() : new DeleteResult.AlreadyGone();
        });
    }

    @Override
    public boolean exists(AssetId id) {
        Optional<RecordingId> recording = RecordingId.parse(id.value());
        return recording.isPresent()
                && translating(
                        "look for",
                        id.value(),
                        () -> store.stat(RecordingKeys.file(recording.get(), RecordingKeys.PLAYLIST))
                                .isPresent());
    }

    @Override
    public ReplayTicket ticket(ReplayGrant grant) {
        Instant end = grant.expiresAt().truncatedTo(ChronoUnit.MILLIS);
        String token = tokens.sign(new ReplayToken(grant.recordingId(), grant.userId(), end));
        URI playlist = URI.create(base + "/hls/" + grant.recordingId() + "/" + RecordingKeys.MULTIVARIANT);
        return new ReplayTicket(playlist, token, end);
    }

    @Override
    public AssetPage list(Optional<String> after, int limit) {
        return translating("list", "recordings", () -> new StoredRecordings(store).page(after, limit));
    }

    /** Does nothing: the store is closed by whoever opened it. */
    @Override
    public void close() {
        // holds nothing of its own
    }

    private static <T> T translating(String what, String which, Work<T> work) {
        try {
            return work.run();
        } catch (AssetException fault) {
            throw new RecordingException(
                    "cannot " + what + " " + which + ": " + fault.getMessage(), fault.retryable(), null, fault);
        } catch (IOException fault) {
            throw new RecordingException("cannot " + what + " " + which + ": " + fault, true, null, fault);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }
}
