package dev.stagedoor.recorder.stage;

import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.recorder.RecorderOptions;
import dev.stagedoor.recorder.RecordingFiles;
import dev.stagedoor.recorder.RecordingListener;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Records as fast as it can, tells how far it is, and waits for its end, which comes by force. */
public final class CrashingChild {
    private CrashingChild() {}

    /**
     * Argument: the clip's file. Then, from standard input, one line each: the recording's folder, and the wall clock at the
     * beginning in nanoseconds.
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        Clip clip = read(Path.of(arguments[0]));
        HlsRecorder.warmUp();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Path folder = Path.of(in.readLine());
        long startNanos = Long.parseLong(in.readLine());
        HlsRecorder recorder = HlsRecorder.builder(folder, Runnable::run)
                .options(RecorderOptions.DEFAULT.withSegment(Duration.ofMillis(300)))
                .files((target, content) -> {
                    out.println("writing");
                    RecordingFiles.durable().publish(target, content);
                })
                .listener(new RecordingListener() {
                    @Override
                    public void segmentWritten(Duration total) {
                        out.println("total " + total.toMillis());
                    }
                })
                .open();
        Broadcast broadcast = broadcast(clip, startNanos);
        int events = broadcast.prepare(0, 12);
        recorder.broadcastStarted(broadcast.tracks());
        for (int i = 0; i < events; i++) {
            broadcast.feedEvent(recorder, i);
            out.println("fed");
        }
        if (in.readLine() == null) {
            out.println("nobody waits for this process any more");
        }
    }

    /** The broadcast that a clip is sent as. */
    public static Broadcast broadcast(Clip clip, long startNanos) {
        return new Broadcast(clip, 1, startNanos).withoutReports();
    }

    /** Keeps a clip for {@link #main}. */
    public static void write(Clip clip, Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            write(clip.video(), out);
            write(clip.audio(), out);
        }
    }

    private static void write(List<EncodedFrame> frames, DataOutputStream out) throws IOException {
        out.writeInt(frames.size());
        for (EncodedFrame frame : frames) {
            out.writeLong(frame.timestamp());
            out.writeBoolean(frame.keyFrame());
            out.writeInt(frame.data().length);
            out.write(frame.data());
        }
    }

    private static Clip read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return new Clip(MediaCodec.H264, 0, 0, read(MediaCodec.H264, in), read(MediaCodec.OPUS, in));
        }
    }

    private static List<EncodedFrame> read(MediaCodec codec, DataInputStream in) throws IOException {
        List<EncodedFrame> frames = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            long timestamp = in.readLong();
            boolean key = in.readBoolean();
            frames.add(new EncodedFrame(codec, in.readNBytes(in.readInt()), timestamp, key));
        }
        return frames;
    }
}
