package dev.stagedoor.server.recording;

import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.recorder.RecordingFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Refuses to write to recordings that are not this node's any more: a process that was paused for longer than its lease finds out here, before it does harm. */
final class FencedFiles implements RecordingFiles {
    private final RecordingFiles files;
    private final Predicate<RecordingId> mayWrite;

    FencedFiles(RecordingFiles files, Predicate<RecordingId> mayWrite) {
        this.files = files;
        this.mayWrite = mayWrite;
    }

    @Override
    public void publish(Path target, byte[] content) throws IOException {
        Optional<RecordingId> recording = Optional.ofNullable(target.getParent())
                .flatMap(folder -> RecordingId.parse(folder.getFileName().toString()));
        if (recording.isPresent() && !mayWrite.test(recording.get())) {
            throw new IOException("recording " + recording.get() + " belongs to another node now");
        }
        files.publish(target, content);
    }
}
