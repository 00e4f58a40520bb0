package dev.stagedoor.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stagedoor.recorder.stage.Broadcast;
import dev.stagedoor.recorder.stage.Clip;
import dev.stagedoor.recorder.stage.CrashingChild;
import dev.stagedoor.recorder.stage.Probe;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that are killed while they record, again and again into the same folder. */
class CrashTest {
    private static final int KILLS = 6;
    /** A key frame each third of a second, and 0.1 s for the sound to come as far as the pictures. */
    private static final double LONGEST_OPEN_SECONDS = 1.0 / 3 + 0.1;

    private static final int MOST_FED = 900;
    private static final int MOST_WRITES = 70;

    @TempDir
    Path folder;

    /** The next process, which gets ready meanwhile. */
    private Process waiting;

    /** How far a process was when it was killed, as far as it could tell. */
    private record Progress(int fed, long written) {}

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105})
    @Timeout(120)
    void a_process_that_is_killed_loses_at_most_the_open_segment(long seed) throws IOException, InterruptedException {
        Random random = new Random(seed);
        Path clip = folder.resolve("clip");
        Clip made = Clip.make(MediaCodec.H264, 160, 120, 12, 10);
        CrashingChild.write(made, clip);
        Broadcast broadcast = CrashingChild.broadcast(made, Broadcast.START);
        broadcast.prepare(0, 12);
        Path recording = folder.resolve("recording");
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Progress progress = killed(recording, clip, kill, random);
            if (progress.written == 0 && before == 0) {
                continue;
            }
            String what = "seed " + seed + ", kill " + kill + ", " + progress;
            RecordingFacts facts = RecordingFolder.recover(recording);
            double recorded = (facts.duration().toMillis() - before) / 1000.0;
            double fed = progress.fed == 0 ? 0 : broadcast.secondsAt(progress.fed - 1);
            assertThat(facts.duration().toMillis()).as(what).isGreaterThanOrEqualTo(progress.written);
            assertThat(recorded).as(what).isGreaterThan(fed - LONGEST_OPEN_SECONDS);
            assertPlays(recording, facts, what);
            before = facts.duration().toMillis();
        }
        assertThat(before).isPositive();
    }

    /** Starts a process, and kills it at a moment of its progress that the seed chooses: fed so many packets, or begun so many files. */
    private Progress killed(Path recording, Path clip, int number, Random random)
            throws IOException, InterruptedException {
        boolean whileWriting = random.nextBoolean();
        int moment = 1 + random.nextInt(whileWriting ? MOST_WRITES : MOST_FED);
        Process process = waiting == null ? start(clip) : waiting;
        try (BufferedReader lines = process.inputReader();
                BufferedWriter commands = process.outputWriter()) {
            commands.write(recording + "\n" + (Broadcast.START + number * 60_000_000_000L) + "\n");
            commands.flush();
            waiting = start(clip);
            return follow(lines, whileWriting ? "writing" : "fed", moment, process);
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }

    private static Process start(Path clip) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingChild.class.getName(),
                        clip.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @AfterEach
    void endWaiting() {
        if (waiting != null) {
            waiting.destroyForcibly();
        }
    }

    private static Progress follow(BufferedReader lines, String counted, int moment, Process process)
            throws IOException {
        int count = 0;
        int fed = 0;
        long written = 0;
        String line = lines.readLine();
        while (line != null) {
            fed += line.equals("fed") ? 1 : 0;
            written = line.startsWith("total ") ? Long.parseLong(line.substring(6)) : written;
            count += line.equals(counted) ? 1 : 0;
            if (count == moment) {
                process.toHandle().destroyForcibly();
                count++;
            }
            line = lines.readLine();
        }
        return new Progress(fed, written);
    }

    private static void assertPlays(Path recording, RecordingFacts facts, String what) throws IOException {
        Probe probe = Probe.of(recording);
        assertThat(probe.playlist.ongoing()).as(what).isFalse();
        assertThat(probe.seconds()).as(what).isCloseTo(facts.duration().toMillis() / 1000.0, within(0.01));
        for (Probe.Run run : probe.runs) {
            double length = run.segments().stream()
                    .mapToDouble(segment -> segment.duration())
                    .sum();
            assertThat(run.video().end() - run.video().start()).as(what).isCloseTo(length, within(0.01));
            assertThat(run.audio().end() - run.audio().start()).as(what).isCloseTo(length, within(0.06));
            assertThat(run.video().decoded())
                    .as(what)
                    .isEqualTo(run.video().packets().size());
            assertThat(run.video().packets().get(0).key()).as(what).isTrue();
        }
        assertThat(List.of(recording.toFile().list())).as(what).noneMatch(name -> name.endsWith(".tmp"));
    }
}
