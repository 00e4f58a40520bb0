package dev.stagedoor.server.replay;

import dev.stagedoor.cloudflare.LocalRecordings;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import dev.stagedoor.recorder.Mp4Export;
import dev.stagedoor.recorder.RecorderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Recordings of this node on their way to where they stay: files of them are made in a folder of their own. */
public final class LocalCopies implements LocalRecordings {

    private static final String PLAYLIST = "index.m3u8";

    private final Path uploads;
    private final Replays replays;

    /**
     * @param uploads where files are made
     * @param replays where recordings of this node are, and what plays them
     */
    public LocalCopies(Path uploads, Replays replays) {
        this.uploads = uploads;
        this.replays = replays;
    }

    @Override
    public Optional<Path> mp4(RecordingId id) {
        Path recording = replays.folder().resolve(id.toString());
        if (!Files.exists(recording.resolve(PLAYLIST))) {
            return Optional.empty();
        }
        Path file = uploads.resolve(id + ".mp4");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(uploads);
                Mp4Export.toFile(recording, file);
            }
            return Optional.of(file);
        } catch (IOException | RecorderException fault) {
            throw new RecordingException(
                    "no file could be made of recording " + id + ": " + fault.getMessage(), true, null, fault);
        }
    }

    @Override
    public void drop(RecordingId id) {
        replays.provider().dropLocal(id);
        try {
            for (String name : List.of(id + ".mp4", id + ".mp4.part", id + ".mp4.upload")) {
                Files.deleteIfExists(uploads.resolve(name));
            }
        } catch (IOException fault) {
            throw new RecordingException("the file of recording " + id + " could not be deleted", true, null, fault);
        }
    }

    @Override
    public ReplayTicket ticket(ReplayGrant grant) {
        return replays.provider().ticket(grant);
    }
}
