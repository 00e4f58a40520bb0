package dev.stagedoor.recorder;

import dev.stagedoor.recorder.internal.hls.FactsReader;
import dev.stagedoor.recorder.internal.hls.Folder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Recordings on the disk that no recorder writes to. Thread-safe for different folders. */
public final class RecordingFolder {
    private RecordingFolder() {}

    /**
     * Ends a recording whose process ended before it: takes away what was being written and ends the playlist. Does no harm to one
     * that was finished. Never call it for a folder that a recorder has open.
     *
     * @throws RecorderException when there is no recording, or the disk refuses
     */
    public static RecordingFacts recover(Path directory) {
        try {
            Folder folder = Folder.existing(directory);
            if (!folder.playlist().ended()) {
                folder.end();
            }
            return FactsReader.read(folder, List.of());
        } catch (IOException e) {
            throw new RecorderException("the recording in " + directory + " cannot be recovered", e);
        }
    }
}
