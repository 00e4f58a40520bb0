package dev.stagedoor.server.recording;

import dev.stagedoor.core.recording.RecordingFacts;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.time.Duration;

/** The recorder's words in the platform's. */
final class FactsOfRecording {
    /** Of a recording with nothing in it. */
    static final RecordingFacts NOTHING = new RecordingFacts(Duration.ZERO, 0, 0, 0, "", "", 0);

    private FactsOfRecording() {}

    static RecordingFacts of(dev.stagedoor.recorder.RecordingFacts recorded) {
        return recorded.isEmpty()
                ? NOTHING
                : new RecordingFacts(
                        recorded.duration(),
                        recorded.bytes(),
                        recorded.width(),
                        recorded.height(),
                        codec(recorded, true),
                        codec(recorded, false),
                        recorded.gaps().size());
    }

    private static String codec(dev.stagedoor.recorder.RecordingFacts recorded, boolean video) {
        return recorded.codecs().stream()
                .filter(codec -> codec.isVideo() == video)
                .map(MediaCodec::encodingName)
                .sorted()
                .findFirst()
                .orElse("");
    }
}
