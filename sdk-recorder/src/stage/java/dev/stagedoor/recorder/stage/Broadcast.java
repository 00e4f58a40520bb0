package dev.stagedoor.recorder.stage;

import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.codec.Packetizer;
import dev.stagedoor.rtc.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** One publisher's clip on its way over a seeded network into a recorder. */
public final class Broadcast {
    public static final int AUDIO = 0;
    public static final int VIDEO = 1;
    public static final long START = 1_763_800_000_000_000_000L;
    private static final long MILLI = 1_000_000;

    private final Clip clip;
    private final Random random;
    private final long startNanos;
    private final List<Event> events = new ArrayList<>();
    private final long audioBase;
    private final long videoBase;
    private boolean audio = true;
    private boolean video = true;
    private long audioDelay = 20 * MILLI;
    private long videoDelay = 20 * MILLI;
    private long jitter;
    private double loss;
    private double forGood;
    private double duplicates;
    private boolean reports = true;
    private double audioDrift = 1;
    private long clockAhead;
    private double pauseFrom;
    private double pauseTo;

    private record Event(long at, Consumer<HlsRecorder> feed) {}

    public Broadcast(Clip clip, long seed, long startNanos) {
        this.clip = clip;
        this.random = new Random(seed);
        this.startNanos = startNanos;
        this.audioBase = random.nextLong(1L << 32);
        this.videoBase = random.nextLong(1L << 32);
    }

    public Broadcast withoutAudio() {
        audio = false;
        return this;
    }

    public Broadcast withoutVideo() {
        video = false;
        return this;
    }

    public Broadcast withoutReports() {
        reports = false;
        return this;
    }

    public Broadcast delays(long audioMillis, long videoMillis, long jitterMillis) {
        audioDelay = audioMillis * MILLI;
        videoDelay = videoMillis * MILLI;
        jitter = jitterMillis * MILLI;
        return this;
    }

    /** Loses packets that come again 120 to 320 ms later, some never, and sends some twice. */
    public Broadcast lossy(double lost, double lostForGood, double sentTwice) {
        loss = lost;
        forGood = lostForGood;
        duplicates = sentTwice;
        return this;
    }

    /** Lets reports tell a wall clock that is this far from ours. */
    public Broadcast wallClockAhead(long seconds) {
        clockAhead = seconds * 1_000_000_000L;
        return this;
    }

    /** Lets the camera send nothing for a while. */
    public Broadcast cameraPause(double from, double to) {
        pauseFrom = from;
        pauseTo = to;
        return this;
    }

    /** Lets the sound's clock run this much faster than the pictures'. */
    public Broadcast audioClock(double factor) {
        audioDrift = factor;
        return this;
    }

    public List<RecordedTrack> tracks() {
        List<RecordedTrack> tracks = new ArrayList<>();
        if (audio) {
            tracks.add(new RecordedTrack(AUDIO, MediaCodec.OPUS));
        }
        if (video) {
            tracks.add(new RecordedTrack(VIDEO, clip.codec()));
        }
        return tracks;
    }

    /** Lets the recorder have seconds {@code from} to {@code to} of it, as a broadcast of its own. */
    public void feed(HlsRecorder recorder, double from, double to) {
        recorder.broadcastStarted(tracks());
        goOn(recorder, from, to);
    }

    /** As {@link #feed}, with sound that begins later than the pictures. */
    public void feedLate(HlsRecorder recorder, double from, double to, double audioFrom) {
        recorder.broadcastStarted(tracks());
        events.clear();
        pictures(from, to);
        sound(audioFrom, to);
        events.sort(Comparator.comparingLong(Event::at));
        events.forEach(event -> event.feed.accept(recorder));
    }

    /** As {@link #feed}, within the broadcast that was begun. */
    public void goOn(HlsRecorder recorder, double from, double to) {
        prepare(from, to);
        events.forEach(event -> event.feed.accept(recorder));
    }

    /** The number of events that {@link #feed} has. */
    public int prepare(double from, double to) {
        events.clear();
        if (video) {
            pictures(from, to);
        }
        if (audio) {
            sound(from, to);
        }
        events.sort(Comparator.comparingLong(Event::at));
        return events.size();
    }

    /** When a prepared event happens, in seconds after the broadcast's beginning. */
    public double secondsAt(int index) {
        return (events.get(index).at - startNanos) / 1e9;
    }

    /** Feeds one of the prepared events. */
    public void feedEvent(HlsRecorder recorder, int index) {
        events.get(index).feed.accept(recorder);
    }

    private void pictures(double from, double to) {
        Packetizer packetizer = Packetizer.of(clip.codec(), 1100);
        int sequence = 65_000;
        int end = Math.min(clip.video().size(), (int) (to * Clip.FRAMES_PER_SECOND));
        for (int i = 0; i < end; i++) {
            if (i >= pauseFrom * Clip.FRAMES_PER_SECOND && i < pauseTo * Clip.FRAMES_PER_SECOND) {
                continue;
            }
            EncodedFrame frame = clip.video().get(i);
            long captured = startNanos + i * 1_000_000_000L / Clip.FRAMES_PER_SECOND;
            List<byte[]> payloads = packetizer.packetize(frame);
            for (int p = 0; p < payloads.size(); p++) {
                byte[] packet =
                        rtp(96, p == payloads.size() - 1, sequence++, videoBase + frame.timestamp(), payloads.get(p));
                if (i >= from * Clip.FRAMES_PER_SECOND) {
                    send(VIDEO, packet, captured + videoDelay + p * MILLI / 4);
                }
            }
            if (reports && i >= from * Clip.FRAMES_PER_SECOND && i % 30 == 17) {
                report(VIDEO, videoBase + frame.timestamp(), captured, captured + videoDelay);
            }
        }
    }

    private void sound(double from, double to) {
        int sequence = 100;
        int end = Math.min(clip.audio().size(), (int) (to * 50));
        for (int i = 0; i < end; i++) {
            EncodedFrame frame = clip.audio().get(i);
            long captured = startNanos + (long) (i * 20L * MILLI / audioDrift);
            byte[] packet = rtp(111, false, sequence++, audioBase + frame.timestamp(), frame.data());
            if (i >= from * 50) {
                send(AUDIO, packet, captured + audioDelay);
            }
            if (reports && i >= from * 50 && i % 125 == 90) {
                report(AUDIO, audioBase + frame.timestamp(), captured, captured + audioDelay);
            }
        }
    }

    private void report(int track, long timestamp, long captured, long arrival) {
        events.add(
                new Event(arrival, recorder -> recorder.clock(track, timestamp & 0xffff_ffffL, captured + clockAhead)));
    }

    private static byte[] rtp(int payloadType, boolean marker, int sequence, long timestamp, byte[] payload) {
        byte[] bytes = new byte[RtpPacket.FIXED_HEADER + payload.length];
        bytes[0] = (byte) 0x80;
        System.arraycopy(payload, 0, bytes, RtpPacket.FIXED_HEADER, payload.length);
        RtpPacket packet = new RtpPacket();
        packet.wrap(bytes, 0, bytes.length);
        packet.payloadType(payloadType);
        packet.marker(marker);
        packet.sequenceNumber(sequence);
        packet.timestamp(timestamp & 0xffff_ffffL);
        packet.ssrc(payloadType);
        return bytes;
    }

    private void send(int track, byte[] packet, long at) {
        long arrival = at + (jitter == 0 ? 0 : random.nextLong(jitter));
        if (random.nextDouble() < loss) {
            if (random.nextDouble() < forGood) {
                return;
            }
            arrival += 120 * MILLI + random.nextLong(200 * MILLI);
        }
        arrive(track, packet, arrival);
        if (random.nextDouble() < duplicates) {
            arrive(track, packet.clone(), arrival + random.nextLong(50 * MILLI));
        }
    }

    private void arrive(int track, byte[] packet, long arrival) {
        events.add(new Event(arrival, recorder -> recorder.rtp(track, packet, arrival)));
    }
}
