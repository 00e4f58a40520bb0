package dev.stagedoor.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.recorder.stage.ChildWithoutNatives;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MissingNativesTest {
    private static final Pattern NATIVE_JAR = Pattern.compile("(ffmpeg|javacpp)-[\\d.-]+-[a-z][\\w-]*\\.jar$");

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void a_machine_without_ffmpeg_raises_the_alarm_and_names_what_is_missing()
            throws IOException, InterruptedException {
        String classPath = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !NATIVE_JAR.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"),
                        "-cp",
                        classPath,
                        ChildWithoutNatives.class.getName(),
                        folder.resolve("recording").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(said)
                .filteredOn(line -> line.startsWith("alarm: "))
                .singleElement()
                .asString()
                .contains("org.bytedeco:ffmpeg");
        assertThat(said).contains("empty: true");
        assertThat(said).anyMatch(line -> line.startsWith("warm-up: ") && line.contains("classifier"));
    }
}
