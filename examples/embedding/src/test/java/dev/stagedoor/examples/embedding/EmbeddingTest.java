package dev.stagedoor.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.access.Reason;
import dev.stagedoor.core.access.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    private static final Path SOURCE = Path.of("src/main/java/dev/stagedoor/examples/embedding/Embedding.java");
    private static final Path README = Path.of("../../README.md");

    @Test
    void the_program_sells_a_seat_and_the_gate_opens() {
        assertThat(Embedding.sellASeat())
                .returns(Verdict.WATCH_LIVE, it -> it.verdict())
                .returns(true, it -> it.has(Reason.Code.ENROLLED));
    }

    @Test
    void the_readme_shows_the_program_that_was_compiled() throws IOException {
        List<String> program = between(SOURCE, "// snippet:embedding", "// /snippet");
        List<String> shown = between(README, "<!-- snippet:embedding -->", "<!-- /snippet -->").stream()
                .filter(line -> !line.startsWith("```"))
                .toList();

        assertThat(String.join("\n", shown))
                .isEqualTo(String.join("\n", program).stripIndent());
    }

    private static List<String> between(Path file, String begin, String end) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> trimmed = lines.stream().map(String::strip).toList();
        int first = trimmed.indexOf(begin) + 1;
        assertThat(first).as("%s in %s", begin, file).isPositive();
        return lines.subList(
                first, first + trimmed.subList(first, trimmed.size()).indexOf(end));
    }
}
