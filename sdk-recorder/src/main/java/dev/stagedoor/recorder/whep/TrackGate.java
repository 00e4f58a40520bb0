package dev.stagedoor.recorder.whep;

import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.webrtc.headless.ClockReading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a publisher really sends. An answer names encodings, not whether they are used, so the first frames are held for a moment until both sound and
 * pictures have shown themselves; what shows itself later begins a new run. Thread-safe.
 */
final class TrackGate {
    static final int SOUND = 0;
    static final int PICTURES = 1;
    /** How long the first frames wait for the other track. */
    static final long WAIT_NANOS = 1_500_000_000L;

    private static final int MOST_HELD = 512;

    private record Held(EncodedFrame frame, long arrivalNanos) {}

    private final WhepSink sink;
    private final Deque<Held> held = new ArrayDeque<>();
    private final List<ClockReading> readings = new ArrayList<>();
    private @Nullable MediaCodec sound;
    private @Nullable MediaCodec pictures;
    private boolean running;
    private long lastFrame;

    TrackGate(WhepSink sink) {
        this.sink = sink;
    }

    synchronized void frame(EncodedFrame frame, long arrivalNanos) {
        lastFrame = arrivalNanos;
        boolean known = frame.codec() == (frame.codec().isVideo() ? pictures : sound);
        remember(frame.codec());
        if (running && known) {
            sink.frame(track(frame.codec()), frame, arrivalNanos);
        } else if (running) {
            sink.started(tracks(), arrivalNanos);
            sink.frame(track(frame.codec()), frame, arrivalNanos);
        } else {
            held.add(new Held(frame, arrivalNanos));
            boolean both = sound != null && pictures != null;
            if (both
                    || held.size() >= MOST_HELD
                    || arrivalNanos - held.element().arrivalNanos() >= WAIT_NANOS) {
                run();
            }
        }
    }

    private void remember(MediaCodec codec) {
        if (codec.isVideo()) {
            pictures = codec;
        } else {
            sound = codec;
        }
    }

    private void run() {
        running = true;
        sink.started(tracks(), held.element().arrivalNanos());
        readings.forEach(this::pass);
        readings.clear();
        held.forEach(it -> sink.frame(track(it.frame().codec()), it.frame(), it.arrivalNanos()));
        held.clear();
    }

    private List<RecordedTrack> tracks() {
        List<RecordedTrack> tracks = new ArrayList<>();
        if (sound != null) {
            tracks.add(new RecordedTrack(SOUND, sound));
        }
        if (pictures != null) {
            tracks.add(new RecordedTrack(PICTURES, pictures));
        }
        return tracks;
    }

    private static int track(MediaCodec codec) {
        return codec.isVideo() ? PICTURES : SOUND;
    }

    synchronized void clock(ClockReading reading) {
        if (running) {
            pass(reading);
        } else if (readings.size() < MOST_HELD) {
            readings.add(reading);
        }
    }

    private void pass(ClockReading reading) {
        long wallNanos =
                reading.at().getEpochSecond() * 1_000_000_000L + reading.at().getNano();
        sink.clock(track(reading.codec()), reading.rtpTimestamp(), wallNanos);
    }

    /** What was held for too short a time to be shown is gone with the connection. */
    synchronized void interrupt(long atNanos) {
        held.clear();
        readings.clear();
        sound = null;
        pictures = null;
        if (running) {
            running = false;
            sink.interrupted(atNanos);
        }
    }

    synchronized void look(long nowNanos) {
        if (running && nowNanos - lastFrame >= WhepSource.SILENCE.toNanos()) {
            interrupt(nowNanos);
        } else if (!running && !held.isEmpty() && nowNanos - held.element().arrivalNanos() >= WAIT_NANOS) {
            run();
        }
    }
}
