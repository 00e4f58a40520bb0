package dev.stagedoor.recorder;

import dev.stagedoor.recorder.internal.ffmpeg.Remuxer;
import dev.stagedoor.recorder.internal.hls.Entry;
import dev.stagedoor.recorder.internal.hls.Folder;
import dev.stagedoor.recorder.internal.hls.Playlist;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one MP4 file with its index first ("fast start") of a recording, for a download or an upload elsewhere. Nothing is
 * transcoded. Breaks are closed up as in the replay. There is one track for each codec; where the picture's size changes, the
 * new parameters are in the bit stream.
 */
public final class Mp4Export {
    private Mp4Export() {}

    /**
     * Exports what the playlist names now, also while it is recorded. The target appears as a whole or not at all. Reads and writes as
     * fast as the disk allows: call it on a thread that may block.
     *
     * @param recording the folder
     * @param target the file to make, on a disk with room for the recording twice
     * @return its size in bytes
     * @throws RecorderException when there is nothing to export, or the disk refuses
     */
    public static long toFile(Path recording, Path target) {
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        try {
            export(recording, unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(target);
        } catch (IOException e) {
            throw new RecorderException("the recording in " + recording + " cannot be exported to " + target, e);
        } finally {
            deleteQuietly(unfinished);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new RecorderException("the unfinished " + file + " cannot be deleted", e);
        }
    }

    private static void export(Path recording, Path target) throws IOException {
        List<Entry> entries = Playlist.parse(
                        Files.readString(recording.resolve(Folder.PLAYLIST), StandardCharsets.UTF_8))
                .entries();
        if (entries.isEmpty()) {
            throw new RecorderException("the recording in " + recording + " is empty");
        }
        Set<Path> initializations = new LinkedHashSet<>();
        entries.forEach(entry -> initializations.add(recording.resolve(entry.initialization())));
        try (Remuxer remuxer = new Remuxer(target)) {
            remuxer.announce(List.copyOf(initializations));
            for (List<Path> run : runs(recording, entries)) {
                remuxer.add(run);
            }
            remuxer.finish();
        }
    }

    /** Files between two breaks, the initialization segment first. */
    private static List<List<Path>> runs(Path recording, List<Entry> entries) {
        List<List<Path>> runs = new ArrayList<>();
        for (Entry entry : entries) {
            if (runs.isEmpty() || entry.discontinuity()) {
                List<Path> run = new ArrayList<>();
                run.add(recording.resolve(entry.initialization()));
                runs.add(run);
            }
            runs.get(runs.size() - 1).add(recording.resolve(entry.uri()));
        }
        return runs;
    }
}
