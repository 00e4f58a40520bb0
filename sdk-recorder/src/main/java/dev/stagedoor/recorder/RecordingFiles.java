package dev.stagedoor.recorder;

import dev.stagedoor.recorder.internal.hls.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * SPI: how a recorder writes. A file is there as a whole or not at all, whenever the machine stops. Called on the recorder's
 * executor only.
 */
@FunctionalInterface
public interface RecordingFiles {

    /**
     * Writes a file and returns once it is on the disk under its name, replacing what was there.
     *
     * @throws IOException when it could not, such as for a full disk; then the file is as it was before
     */
    void publish(Path target, byte[] content) throws IOException;

    /** A temporary file beside the target, {@code fsync}, and an atomic rename. */
    static RecordingFiles durable() {
        return DurableFiles.INSTANCE;
    }
}
