package dev.stagedoor.recorder.stage;

import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Real encoded media, made once: pictures at 30 a second with a key frame each two seconds, and sound of 20 ms. */
public record Clip(MediaCodec codec, int width, int height, List<EncodedFrame> video, List<EncodedFrame> audio) {
    public static final int FRAMES_PER_SECOND = 30;
    public static final int KEY_EVERY = 60;
    private static final Map<String, Clip> MADE = new ConcurrentHashMap<>();

    public static Clip of(MediaCodec codec, int seconds) {
        return of(codec, 320, 240, seconds);
    }

    public static Clip of(MediaCodec codec, int width, int height, int seconds) {
        return MADE.computeIfAbsent(
                codec + " " + width + "x" + height + " " + seconds,
                key -> make(codec, width, height, seconds, KEY_EVERY));
    }

    /** A clip with a key frame each {@code keyEvery} pictures. */
    public static Clip make(MediaCodec codec, int width, int height, int seconds, int keyEvery) {
        List<EncodedFrame> video = new ArrayList<>();
        List<EncodedFrame> audio = new ArrayList<>();
        try (Encoder pictures = Encoder.video(codec, width, height, FRAMES_PER_SECOND, width * height * 4);
                Encoder sound = Encoder.opus()) {
            for (int i = 0; i < seconds * FRAMES_PER_SECOND; i++) {
                video.add(pictures.picture(i % keyEvery == 0, i * 3000L, -1));
            }
            for (int i = 0; i < seconds * 50; i++) {
                audio.add(sound.tone(i * 960L));
            }
        }
        return new Clip(codec, width, height, List.copyOf(video), List.copyOf(audio));
    }
}
