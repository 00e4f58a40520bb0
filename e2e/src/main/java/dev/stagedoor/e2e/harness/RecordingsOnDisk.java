package dev.stagedoor.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The recordings in a server's data directory, seen from outside, but for those of the demo's past. */
public final class RecordingsOnDisk {

    private static final String PLAYLIST = "index.m3u8";
    private static final String END = "#EXT-X-ENDLIST";
    private static final String SEGMENT = "#EXTINF:";

    private final Path open;
    private final Path stored;
    private final Set<String> past;

    private RecordingsOnDisk(Path data) {
        this.open = data.resolve("recordings");
        this.stored = data.resolve("assets").resolve("recordings");
        this.past = Stream.of(open, stored)
                .flatMap(folder -> files(folder).stream())
                .map(RecordingsOnDisk::recordingOf)
                .collect(Collectors.toSet());
    }

    /** Those of a server that keeps recordings in files; what is there by now is of the past. */
    public static RecordingsOnDisk of(ServerProcess server) {
        return new RecordingsOnDisk(server.dataDirectory());
    }

    /** Waits until the one open recording has this many seconds in whole segments. */
    public void awaitSeconds(double seconds) {
        Await.until(seconds + " s are on the disk", Visitor.PATIENCE, this::secondsWritten, found -> found >= seconds);
    }

    /** Seconds in whole segments of the open recording; 0 when there is none. */
    public double secondsWritten() {
        return openPlaylist().stream()
                .filter(line -> line.startsWith(SEGMENT))
                .mapToDouble(RecordingsOnDisk::duration)
                .sum();
    }

    /** The name of the first segment of the open recording that begins at this second or behind it. */
    public String segmentBehind(double seconds) {
        double begins = 0;
        double length = 0;
        for (String line : openPlaylist()) {
            if (line.startsWith(SEGMENT)) {
                begins += length;
                length = duration(line);
            } else if (!line.startsWith("#") && begins >= seconds) {
                return line;
            }
        }
        throw new AssertionError("no segment begins behind second " + seconds);
    }

    private List<String> openPlaylist() {
        return playlists(open).stream()
                .map(RecordingsOnDisk::lines)
                .filter(lines -> !lines.contains(END))
                .flatMap(List::stream)
                .toList();
    }

    private static double duration(String line) {
        return Double.parseDouble(line.substring(SEGMENT.length(), line.indexOf(',')));
    }

    /** Waits until recordings are in the asset store and nowhere else. */
    public void awaitStored() {
        Await.until(
                "the recording is stored",
                Visitor.PATIENCE.multipliedBy(3),
                () -> playlists(open).isEmpty() && !playlists(stored).isEmpty());
    }

    /** Whether any file of a recording is left. */
    public boolean anythingLeft() {
        return Stream.of(open, stored).anyMatch(folder -> !present(folder).isEmpty());
    }

    private List<Path> playlists(Path folder) {
        return present(folder).stream().filter(file -> file.endsWith(PLAYLIST)).toList();
    }

    private List<Path> present(Path folder) {
        return files(folder).stream()
                .filter(file -> !past.contains(recordingOf(file)))
                .toList();
    }

    private static String recordingOf(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException changesMeanwhile) {
            return List.of();
        }
    }

    private static List<String> lines(Path playlist) {
        try {
            return Files.readAllLines(playlist);
        } catch (IOException movedMeanwhile) {
            return List.of();
        }
    }
}
