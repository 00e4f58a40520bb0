package dev.stagedoor.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.recorder.RecordingFacts;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.codec.Packetizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to record a class: CPU time of the recorder's thread, memory, and how long after the end the playlist is
 * finished. Packets come in real time, in steps of 20 ms as the media server's tap gives them.
 */
final class RecorderBenchmark {
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 30;
    private static final int AUDIO = 0;
    private static final int VIDEO = 1;
    private static final long STEP_NANOS = 20_000_000;

    private RecorderBenchmark() {}

    private record Packet(long atNanos, int track, byte[] bytes) {}

    static void run() {
        Table table = new Table(
                "codec",
                "classes",
                "% of a core a class",
                "goal",
                "MB heap a class",
                "MB native a class",
                "goal",
                "finish ms",
                "goal");
        row(table, MediaCodec.H264, 10, "2");
        row(table, MediaCodec.VP8, 1, "-");
        System.out.println("1280x720 at 30/s, 1.5 Mbit/s, a key frame each 4 s, and Opus 64 kbit/s; " + SECONDS
                + " s after a warm-up of " + WARM_UP_SECONDS + " s; JDK " + System.getProperty("java.version"));
        System.out.println(table);
    }

    private static void row(Table table, MediaCodec codec, int classes, String goal) {
        List<Packet> packets = packets(codec, WARM_UP_SECONDS + SECONDS);
        Path folder = temporary();
        AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "recorder");
            thread.set(made);
            return made;
        });
        try {
            HlsRecorder.warmUp();
            long heapBefore = heap();
            long nativeBefore = nativeBytes();
            List<HlsRecorder> recorders = open(folder, executor, codec, classes);
            play(packets, recorders, 0, WARM_UP_SECONDS);
            long cpuBefore = cpu(requireNonNull(thread.get()));
            long wallBefore = System.nanoTime();
            play(packets, recorders, WARM_UP_SECONDS, WARM_UP_SECONDS + SECONDS);
            double share = 100.0
                    * (cpu(requireNonNull(thread.get())) - cpuBefore)
                    / (System.nanoTime() - wallBefore)
                    / classes;
            double heap = (heap() - heapBefore) / 1e6 / classes;
            double nativeMegabytes = (nativeBytes() - nativeBefore) / 1e6 / classes;
            long end = System.nanoTime();
            List<RecordingFacts> facts = recorders.stream().map(HlsRecorder::finish).toList().stream()
                    .map(future -> future.join())
                    .toList();
            double finished = (System.nanoTime() - end) / 1e6;
            check(facts);
            table.row(
                    codec.encodingName(),
                    Integer.toString(classes),
                    String.format(Locale.ROOT, "%.2f", share),
                    goal,
                    Figures.oneDecimal(heap),
                    Figures.oneDecimal(nativeMegabytes),
                    "20",
                    Figures.oneDecimal(finished),
                    "2000");
        } finally {
            executor.shutdown();
            delete(folder);
        }
    }

    private static List<HlsRecorder> open(Path folder, ExecutorService executor, MediaCodec codec, int classes) {
        List<HlsRecorder> recorders = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            HlsRecorder recorder =
                    HlsRecorder.builder(folder.resolve("class" + i), executor).open();
            recorder.broadcastStarted(
                    List.of(new RecordedTrack(AUDIO, MediaCodec.OPUS), new RecordedTrack(VIDEO, codec)));
            recorders.add(recorder);
        }
        return recorders;
    }

    /** Feeds what is due in each step to every recorder, as copies. */
    private static void play(List<Packet> packets, List<HlsRecorder> recorders, int fromSeconds, int toSeconds) {
        long origin = System.nanoTime() - fromSeconds * 1_000_000_000L;
        Instant now = Instant.now();
        long wall = now.getEpochSecond() * 1_000_000_000L + now.getNano() - fromSeconds * 1_000_000_000L;
        int next = 0;
        while (next < packets.size() && packets.get(next).atNanos < fromSeconds * 1_000_000_000L) {
            next++;
        }
        for (long step = fromSeconds * 1_000_000_000L; step < toSeconds * 1_000_000_000L; step += STEP_NANOS) {
            while (next < packets.size() && packets.get(next).atNanos < step) {
                Packet packet = packets.get(next++);
                for (HlsRecorder recorder : recorders) {
                    recorder.rtp(packet.track, packet.bytes.clone(), wall + packet.atNanos);
                }
            }
            waitUntil(origin + step);
        }
    }

    private static void waitUntil(long nanos) {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(left);
        }
    }

    private static void check(List<RecordingFacts> facts) {
        for (RecordingFacts each : facts) {
            Duration wanted = Duration.ofSeconds(WARM_UP_SECONDS + SECONDS);
            if (wanted.minus(each.duration()).abs().compareTo(Duration.ofSeconds(1)) > 0
                    || !each.gaps().isEmpty()) {
                throw new IllegalStateException("not recorded as it should be: " + each);
            }
        }
    }

    private static List<Packet> packets(MediaCodec codec, int seconds) {
        List<Packet> packets = new ArrayList<>();
        try (Camera camera = new Camera(codec, 1280, 720, 1_500_000)) {
            Packetizer packetizer = Packetizer.of(codec, 1100);
            int sequence = 0;
            for (int i = 0; i < seconds * 30; i++) {
                EncodedFrame frame = camera.picture(i % 120 == 0);
                List<byte[]> payloads = packetizer.packetize(frame);
                for (int p = 0; p < payloads.size(); p++) {
                    boolean last = p == payloads.size() - 1;
                    packets.add(new Packet(
                            i * 1_000_000_000L / 30,
                            VIDEO,
                            rtp(96 | (last ? 0x80 : 0), sequence++, i * 3000, payloads.get(p))));
                }
            }
            for (int i = 0; i < seconds * 50; i++) {
                packets.add(new Packet(i * 20_000_000L, AUDIO, rtp(111, i, i * 960, sound())));
            }
        }
        packets.sort(Comparator.comparingLong(Packet::atNanos));
        long bytes = packets.stream().mapToLong(packet -> packet.bytes.length).sum();
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f Mbit/s, %d packets/s%n",
                codec.encodingName(),
                bytes * 8 / 1e6 / seconds,
                packets.size() / seconds);
        return packets;
    }

    /** As long as 20 ms of 64 kbit/s; its first byte says one frame of 20 ms. */
    private static byte[] sound() {
        byte[] opus = new byte[160];
        opus[0] = (byte) 0xfc;
        return opus;
    }

    private static byte[] rtp(int type, int sequence, int timestamp, byte[] payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) type)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(type & 0x7f)
                .put(payload)
                .array();
    }

    private static long cpu(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Resident memory that is not the heap. */
    private static long nativeBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            long resident = lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
            return resident * 1024
                    - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        } catch (IOException e) {
            return 0;
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("recordings");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
