package dev.stagedoor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.architecture.Repository.SourceFile;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RepositoryLintTest {

    private static final Repository REPOSITORY = Repository.ofThisBuild();
    private static final List<SourceFile> FILES = REPOSITORY.textFiles();

    @Test
    void no_file_names_a_package_registry() {
        assertThat(findings(RepositoryLint::registryHosts)).isEmpty();
        assertThat(REPOSITORY.has("mvnw")).isFalse();
        assertThat(REPOSITORY.has(".mvn/wrapper")).isFalse();
    }

    @Test
    void no_file_names_a_path_of_the_machine_it_was_written_on() {
        assertThat(findings(RepositoryLint::machinePaths)).isEmpty();
    }

    @Test
    void no_main_source_is_left_unfinished() {
        assertThat(findings(RepositoryLint::unfinishedWork)).isEmpty();
    }

    @Test
    void the_changelog_keeps_its_form() {
        assertThat(RepositoryLint.changelogForm(REPOSITORY.read("CHANGELOG.md")))
                .isEmpty();
    }

    @Test
    void a_planted_registry_is_reported() {
        String host = "repo1" + ".maven" + ".org";
        assertThat(RepositoryLint.registryHosts(new SourceFile("settings.xml", "<url>https://" + host + "/</url>")))
                .hasSize(1);
        assertThat(RepositoryLint.registryHosts(new SourceFile("a/pom.xml", "<" + "repositories>")))
                .hasSize(1);
        assertThat(RepositoryLint.registryHosts(
                        new SourceFile("a/pom.xml", "xmlns=\"http://maven.apache.org/POM/4.0.0\"")))
                .isEmpty();
    }

    @Test
    void a_planted_machine_path_is_reported_and_a_page_is_not() {
        assertThat(RepositoryLint.machinePaths(new SourceFile("a.md", "see /" + "work/main/pom.xml")))
                .hasSize(1);
        assertThat(RepositoryLint.machinePaths(new SourceFile("a.md", "GET /workouts/1 and ${root}/work/x")))
                .isEmpty();
    }

    @Test
    void planted_unfinished_work_is_reported_in_main_sources_only() {
        String line = "// TO" + "DO later";
        assertThat(RepositoryLint.unfinishedWork(new SourceFile("x/src/main/java/A.java", line)))
                .hasSize(1);
        assertThat(RepositoryLint.unfinishedWork(new SourceFile("x/src/test/java/A.java", line)))
                .isEmpty();
    }

    @Test
    void a_changelog_without_form_is_reported() {
        assertThat(RepositoryLint.changelogForm("# Changes\n\n## 1.0\n### New\n"))
                .hasSize(4);
    }

    private static List<String> findings(Function<SourceFile, List<String>> lint) {
        return FILES.stream().flatMap(file -> lint.apply(file).stream()).toList();
    }
}
