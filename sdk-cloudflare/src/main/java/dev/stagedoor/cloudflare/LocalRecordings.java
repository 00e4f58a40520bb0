package dev.stagedoor.cloudflare;

import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import java.nio.file.Path;
import java.util.Optional;

/** SPI: the recordings that this node has made and still has on its disk. Safe for use by many threads. Faults are {@link RecordingException}s. */
public interface LocalRecordings {
    /**
     * Makes one file of a finished recording, or finds the one that was made before: the bytes must stay the same until {@link #drop}. Its name with {@code .upload}
     * appended is used for a file beside it.
     *
     * @param id which recording
     * @return an MP4 file; empty when this node does not have the recording
     */
    Optional<Path> mp4(RecordingId id);

    /**
     * Deletes the recording, the file that was made of it, and what lies beside that.
     *
     * @param id which recording; what is not here is left alone
     */
    void drop(RecordingId id);

    /**
     * Signs what a player needs to play the local copy, while Cloudflare does not have it.
     *
     * @param grant what the gate granted
     * @return the ticket
     */
    ReplayTicket ticket(ReplayGrant grant);
}
