package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.NullNode;
import java.net.URI;
import java.util.Optional;

/** Reads live inputs. */
final class LiveInputReader {
    private LiveInputReader() {}

    static LiveInput read(Fields fields) {
        return new LiveInput(
                fields.text("uid").orElse(""),
                address(fields, "webRTC"),
                address(fields, "webRTCPlayback"),
                rtmps(fields, "rtmps"),
                rtmps(fields, "rtmpsPlayback"),
                srt(fields, "srt"),
                srt(fields, "srtPlayback"),
                playback(fields),
                fields.map("meta"),
                fields.truth(true, "enabled"),
                fields.truth(false, "preferLowLatency"),
                LiveInputStatus.read(fields.node("status").orElse(NullNode.getInstance())),
                RecordingSettings.read(fields.object("recording").orElse(Fields.none())),
                fields.count("deleteRecordingAfterDays"),
                fields.time("created"),
                fields.time("modified"),
                fields.time("keysRotatedAt"));
    }

    static LiveInputSummary summary(Fields fields) {
        return new LiveInputSummary(
                fields.text("uid").orElse(""),
                fields.map("meta"),
                fields.truth(true, "enabled"),
                fields.count("deleteRecordingAfterDays"),
                fields.time("created"),
                fields.time("modified"));
    }

    static Optional<Playback> playback(Fields fields) {
        return fields.object("playback").map(it -> new Playback(it.address("hls"), it.address("dash")));
    }

    private static Optional<URI> address(Fields fields, String name) {
        return fields.object(name).flatMap(it -> it.address("url"));
    }

    private static Optional<RtmpsEndpoint> rtmps(Fields fields, String name) {
        return fields.object(name)
                .flatMap(it -> it.address("url")
                        .map(url -> new RtmpsEndpoint(url, it.text("streamKey").orElse(""))));
    }

    private static Optional<SrtEndpoint> srt(Fields fields, String name) {
        return fields.object(name)
                .flatMap(it -> it.address("url")
                        .map(url -> new SrtEndpoint(
                                url,
                                it.text("streamId").orElse(""),
                                it.text("passphrase").orElse(""))));
    }
}
