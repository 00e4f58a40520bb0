package dev.stagedoor.recorder.internal.hls;

import dev.stagedoor.recorder.RecorderException;
import dev.stagedoor.recorder.RecordingFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A recording's folder: {@code index.m3u8}, {@code init-N.mp4}, {@code NNNNNN.m4s}. A segment is there before the playlist names
 * it, so whatever ends the process leaves a playlist of whole segments.
 */
public final class Folder {
    /** The playlist's file name. */
    public static final String PLAYLIST = "index.m3u8";

    private static final Pattern SEGMENT = Pattern.compile("(\\d{6,9})\\.m4s");
    private static final Pattern INITIALIZATION = Pattern.compile("init-(\\d{1,9})\\.mp4");

    private final Path path;
    private final RecordingFiles files;
    private final Playlist playlist;
    private int nextSegment;
    private int nextInitialization;
    private byte[] newestInitialization = {};
    private String newestInitializationName = "";

    private Folder(Path path, RecordingFiles files, Playlist playlist) {
        this.path = path;
        this.files = files;
        this.playlist = playlist;
    }

    /** Opens a folder, which may be new or hold what an earlier recorder left, whole or not. */
    public static Folder open(Path path, RecordingFiles files, long targetSeconds) throws IOException {
        Files.createDirectories(path);
        Path index = path.resolve(PLAYLIST);
        Playlist playlist = Files.exists(index) ? Playlist.parse(Files.readString(index)) : new Playlist(targetSeconds);
        Folder folder = new Folder(path, files, playlist);
        folder.clean();
        return folder;
    }

    /**
     * Opens a folder that has a playlist.
     *
     * @throws RecorderException when it has none
     */
    public static Folder existing(Path path) throws IOException {
        if (!Files.exists(path.resolve(PLAYLIST))) {
            throw new RecorderException("no recording in " + path);
        }
        return open(path, RecordingFiles.durable(), 0);
    }

    /** Takes away files that no playlist names: what was being written when the process ended. */
    private void clean() throws IOException {
        Set<String> named = new HashSet<>();
        for (Entry entry : playlist.entries()) {
            named.add(entry.uri());
            named.add(entry.initialization());
            nextSegment = Math.max(nextSegment, number(SEGMENT, entry.uri()));
            nextInitialization = Math.max(nextInitialization, number(INITIALIZATION, entry.initialization()));
        }
        for (String name : names()) {
            boolean ours = SEGMENT.matcher(name).matches()
                    || INITIALIZATION.matcher(name).matches();
            if (name.endsWith(DurableFiles.UNFINISHED) || ours && !named.contains(name)) {
                Files.deleteIfExists(path.resolve(name));
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static int number(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Writes an initialization segment, unless it is the one written last; gives its name. */
    public String initialize(byte[] content) throws IOException {
        if (!Arrays.equals(content, newestInitialization)) {
            String name = "init-" + (nextInitialization + 1) + ".mp4";
            files.publish(path.resolve(name), content);
            nextInitialization++;
            newestInitialization = content;
            newestInitializationName = name;
        }
        return newestInitializationName;
    }

    /** A segment to write. */
    public record Segment(
            byte[] content,
            String initialization,
            Duration duration,
            boolean discontinuity,
            boolean startsWithKeyFrame,
            Instant at) {}

    /** Writes a segment, then the playlist that names it. After an exception the folder is as before. */
    public Entry add(Segment segment) throws IOException {
        String name = String.format(Locale.ROOT, "%06d.m4s", nextSegment + 1);
        boolean discontinuity = segment.discontinuity() && !playlist.entries().isEmpty();
        Entry entry = new Entry(
                name, micros(segment.duration()), segment.initialization(), discontinuity, millis(segment.at()));
        files.publish(path.resolve(name), segment.content());
        boolean independent = playlist.independent();
        playlist.add(entry, segment.startsWithKeyFrame());
        try {
            writePlaylist();
        } catch (IOException e) {
            playlist.removeLast(independent);
            throw e;
        }
        nextSegment++;
        return entry;
    }

    /** As exact as the playlist says it, so that a recorder that goes on counts from the same length. */
    private static Duration micros(Duration exact) {
        return Duration.ofNanos((exact.toNanos() + 500) / 1000 * 1000);
    }

    private static Instant millis(Instant exact) {
        return exact.plusNanos(500_000).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Says in the playlist that nothing more is to come. */
    public void end() throws IOException {
        playlist.end();
        writePlaylist();
    }

    private void writePlaylist() throws IOException {
        files.publish(path.resolve(PLAYLIST), playlist.text().getBytes(StandardCharsets.UTF_8));
    }

    /** The playlist. */
    public Playlist playlist() {
        return playlist;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Bytes of all that the playlist names. */
    public long bytes() throws IOException {
        Set<String> named = new HashSet<>();
        for (Entry entry : playlist.entries()) {
            named.add(entry.uri());
            named.add(entry.initialization());
        }
        long sum = 0;
        for (String name : named) {
            sum += Files.size(path.resolve(name));
        }
        return sum;
    }
}
