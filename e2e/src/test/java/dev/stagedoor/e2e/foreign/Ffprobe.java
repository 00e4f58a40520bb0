package dev.stagedoor.e2e.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@code ffprobe} program out of the Maven artifact {@code org.bytedeco:ffmpeg}: what a stranger's player finds in a replay. */
public final class Ffprobe {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Ffprobe() {}

    /** A track by its packets, in the order they are shown. */
    public record Track(List<Packet> packets) {

        /** From the first packet's time to the last one's end, in seconds. */
        public double seconds() {
            return packets.get(packets.size() - 1).end() - packets.get(0).time();
        }

        /** The farthest that a packet is from the end of the one before it, in seconds, whether it is late or early. */
        public double worstJump() {
            double worst = 0;
            for (int i = 1; i < packets.size(); i++) {
                worst = Math.max(
                        worst,
                        Math.abs(packets.get(i).time() - packets.get(i - 1).end()));
            }
            return worst;
        }
    }

    /** Times in seconds. */
    public record Packet(double time, double duration) {

        private double end() {
            return time + duration;
        }
    }

    /** What is behind a playlist, with an access token, by the names of the codecs. */
    public static Map<String, Track> tracks(String hlsUrl, String token) {
        JsonNode said = run(hlsUrl, token);
        Map<String, Track> tracks = new HashMap<>();
        for (JsonNode stream : said.path("streams")) {
            tracks.put(
                    stream.path("codec_name").asText(),
                    new Track(packets(said, stream.path("index").asInt())));
        }
        return tracks;
    }

    private static List<Packet> packets(JsonNode said, int stream) {
        List<Packet> packets = new ArrayList<>();
        for (JsonNode packet : said.path("packets")) {
            if (packet.path("stream_index").asInt() == stream) {
                packets.add(new Packet(
                        packet.path("pts_time").asDouble(),
                        packet.path("duration_time").asDouble()));
            }
        }
        packets.sort(Comparator.comparingDouble(Packet::time));
        return packets;
    }

    private static JsonNode run(String hlsUrl, String token) {
        try {
            Path folder = FfmpegPublisher.unpack();
            File program = folder.resolve("ffprobe").toFile();
            if (!program.setExecutable(true)) {
                throw new IOException("cannot make " + program + " executable");
            }
            ProcessBuilder builder = new ProcessBuilder(
                            program.toString(),
                            "-v",
                            "error",
                            "-headers",
                            "Authorization: Bearer " + token + "\r\n",
                            "-show_entries",
                            "stream=index,codec_name:packet=stream_index,pts_time,duration_time",
                            "-of",
                            "json",
                            hlsUrl)
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("LD_LIBRARY_PATH", folder.toString());
            Process process = builder.start();
            JsonNode said = JSON.readTree(process.getInputStream());
            if (process.waitFor() != 0) {
                throw new AssertionError("ffprobe ended with " + process.exitValue() + " and said " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
