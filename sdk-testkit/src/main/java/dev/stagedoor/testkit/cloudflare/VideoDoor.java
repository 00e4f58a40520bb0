package dev.stagedoor.testkit.cloudflare;

import com.sun.net.httpserver.HttpExchange;
import dev.stagedoor.recorder.RecorderException;
import dev.stagedoor.recorder.VideoPackager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays uploaded videos: HLS that is packaged at the first look, still pictures, the file itself. */
final class VideoDoor {
    private static final Pattern FILE = Pattern.compile("video\\.m3u8|media\\.m3u8|init\\.mp4|segment[0-9]{1,6}\\.m4s");
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{0,18})");
    private static final Pattern TIME = Pattern.compile("(?:^|&)time=([0-9]{1,6})s?(?:&|$)");
    private static final Pattern HEIGHT = Pattern.compile("(?:^|&)height=([0-9]{1,4})(?:&|$)");
    private static final int DEFAULT_HEIGHT = 360;
    private static final Map<String, String> TYPES =
            Map.of("m3u8", "application/vnd.apple.mpegurl", "mp4", "video/mp4", "m4s", "video/iso.segment");

    private final Object packaging = new Object();

    void manifest(HttpExchange exchange, VideoView video, String name) throws IOException {
        if (!FILE.matcher(name).matches()) {
            MediaAnswer.text(exchange, 404, name.endsWith(".mpd") ? "DASH is not emulated; use HLS" : "Not found");
            return;
        }
        try {
            Path folder = packaged(video);
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                exchange.getResponseHeaders().set("Cache-Control", "private, no-store");
                send(
                        exchange,
                        file,
                        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"));
            } else {
                MediaAnswer.text(exchange, 404, "Not found");
            }
        } catch (RecorderException unplayable) {
            MediaAnswer.text(exchange, 424, "The video cannot be played");
        }
    }

    /** Made once, in a folder beside the file that appears as a whole. */
    private Path packaged(VideoView video) throws IOException {
        Path file = video.file().orElseThrow(() -> new RecorderException("the video has no file"));
        Path folder = file.resolveSibling(file.getFileName() + ".hls");
        synchronized (packaging) {
            if (!Files.isDirectory(folder)) {
                Path making = Files.createTempDirectory(file.toAbsolutePath().getParent(), "packaging");
                VideoPackager.toHls(file, making);
                Files.move(making, folder);
            }
        }
        return folder;
    }

    void thumbnail(HttpExchange exchange, VideoView video) throws IOException {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        Matcher time = TIME.matcher(query);
        Matcher height = HEIGHT.matcher(query);
        int pixels = height.find() ? Integer.parseInt(height.group(1)) : DEFAULT_HEIGHT;
        try {
            Optional<byte[]> picture = video.file()
                    .flatMap(file -> VideoPackager.still(
                            file, time.find() ? Double.parseDouble(time.group(1)) : 0, Math.max(16, pixels * 16 / 9)));
            if (picture.isPresent()) {
                MediaAnswer.send(exchange, 200, "image/jpeg", picture.get());
            } else {
                MediaAnswer.text(exchange, 404, "There is no picture");
            }
        } catch (RecorderException unreadable) {
            MediaAnswer.text(exchange, 424, "The video cannot be played");
        }
    }

    void download(HttpExchange exchange, VideoView video) throws IOException {
        if (video.file().isEmpty()) {
            MediaAnswer.text(exchange, 404, "There is no file");
            return;
        }
        exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"" + video.uid() + ".mp4\"");
        send(exchange, video.file().get(), "video/mp4");
    }

    private static void send(HttpExchange exchange, Path file, String type) throws IOException {
        long size = Files.size(file);
        long first = 0;
        long last = size - 1;
        Matcher range =
                RANGE.matcher(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                        .orElse(""));
        boolean part = range.matches();
        if (part) {
            first = Long.parseLong(range.group(1));
            last = range.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(range.group(2)));
        }
        if (first > last) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
            MediaAnswer.send(exchange, 416, "", new byte[0]);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (part) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + size);
        }
        long length = last - first + 1;
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(part ? 206 : 200, head ? -1 : length);
        if (!head) {
            try (FileChannel channel =
                            FileChannel.open(file, StandardOpenOption.READ).position(first);
                    InputStream in = Channels.newInputStream(channel)) {
                exchange.getResponseBody().write(in.readNBytes(Math.toIntExact(length)));
            }
        }
        exchange.close();
    }
}
