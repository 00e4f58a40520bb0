package dev.stagedoor.server.demo;

import dev.stagedoor.core.recording.RecordingFacts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A short film with the files that a recording has, so that the demo has a replay and a workout to show. */
final class DemoFilm {
    private static final String FOLDER = "/demo/film/";
    private static final String PLAYLIST = "index.m3u8";
    private static final Pattern FILE = Pattern.compile("[0-9a-z-]+\\.(?:m4s|mp4)");
    private static final Pattern SECONDS = Pattern.compile("#EXTINF:([0-9.]+),");
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;

    private DemoFilm() {}

    /** Puts it where a recorder would have; the playlist comes last. */
    static RecordingFacts copyTo(Path folder) {
        try {
            Files.createDirectories(folder);
            String playlist = new String(read(PLAYLIST), StandardCharsets.UTF_8);
            long bytes = 0;
            Matcher files = FILE.matcher(playlist);
            while (files.find()) {
                byte[] content = read(files.group());
                Files.write(folder.resolve(files.group()), content);
                bytes += content.length;
            }
            Files.writeString(folder.resolve(PLAYLIST), playlist);
            return new RecordingFacts(length(playlist), bytes, WIDTH, HEIGHT, "H264", "opus", 0);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the demo's film cannot be written to " + folder, unwritable);
        }
    }

    private static Duration length(String playlist) {
        double seconds = SECONDS.matcher(playlist)
                .results()
                .mapToDouble(it -> Double.parseDouble(it.group(1)))
                .sum();
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = DemoFilm.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new FileNotFoundException("the build left out " + FOLDER + name);
            }
            return in.readAllBytes();
        }
    }
}
