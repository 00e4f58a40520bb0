package dev.stagedoor.e2e.foreign;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code ffmpeg} program out of the Maven artifact {@code org.bytedeco:ffmpeg}, a WHIP publisher no one here wrote. */
public final class FfmpegPublisher implements AutoCloseable {

    private static final Pattern JAR = Pattern.compile("ffmpeg-[^/\\\\]*-linux-x86_64\\.jar$");
    private static final String FOLDER = "/org/bytedeco/ffmpeg/linux-x86_64";

    private final Process process;
    private final Path log;

    private FfmpegPublisher(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Publishes a moving picture in H264 and a tone in Opus for the given time. */
    public static FfmpegPublisher publish(String whipUrl, String bearer, int seconds) {
        List<String> command = new ArrayList<>(List.of("-hide_banner", "-loglevel", "verbose", "-re"));
        command.addAll(List.of("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30"));
        command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"));
        command.addAll(List.of("-t", Integer.toString(seconds)));
        command.addAll(List.of("-c:v", "libopenh264", "-profile:v", "constrained_baseline", "-pix_fmt", "yuv420p"));
        command.addAll(List.of("-b:v", "800k", "-g", "60", "-bf", "0"));
        command.addAll(List.of("-c:a", "libopus", "-ac", "2", "-ar", "48000", "-b:a", "64k"));
        command.addAll(List.of("-f", "whip", "-authorization", bearer, whipUrl));
        return run(command);
    }

    /** Whether it still runs. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for its end and gives its exit code. */
    public int awaitEnd(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("ffmpeg still runs after " + seconds + " s:\n" + said());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The end of what it printed. */
    public String said() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static FfmpegPublisher run(List<String> arguments) {
        try {
            Path folder = unpack();
            Path log = Files.createDirectories(Path.of("target", "server-logs")).resolve("ffmpeg.log");
            List<String> command =
                    new ArrayList<>(List.of(folder.resolve("ffmpeg").toString()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(log.toFile());
            builder.environment().put("LD_LIBRARY_PATH", folder.toString());
            return new FfmpegPublisher(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder with the programs and their libraries. */
    static synchronized Path unpack() throws IOException {
        Path target = Path.of("target", "ffmpeg").toAbsolutePath();
        Path done = target.resolve("unpacked");
        if (Files.exists(done)) {
            return target;
        }
        Files.createDirectories(target);
        try (FileSystem jar = FileSystems.newFileSystem(jarOnTheClassPath());
                Stream<Path> files = Files.list(jar.getPath(FOLDER))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(file.getFileName().toString());
                Files.deleteIfExists(copy);
                Files.copy(file, copy);
            }
        }
        if (!target.resolve("ffmpeg").toFile().setExecutable(true)) {
            throw new IOException("cannot make ffmpeg executable in " + target);
        }
        Files.createFile(done);
        return target;
    }

    private static Path jarOnTheClassPath() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> JAR.matcher(entry).find())
                .map(Path::of)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no org.bytedeco:ffmpeg for linux-x86_64 on the class path"));
    }
}
