package dev.stagedoor.architecture;

import dev.stagedoor.architecture.Repository.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about the text of files that no compiler checks. Each answers with its findings, empty when all is well. */
final class RepositoryLint {

    private static final Pattern REGISTRY_HOST = Pattern.compile(
            "\\b(?:[a-z0-9-]+\\.)*(?:maven(?:\\.apache)?|npmjs|sonatype|jitpack|pypi|rubygems|jfrog|artifactory|nexus)"
                    + "\\.(?:org|com|io|net|dev)\\b/?(?!/POM/|/xsd/)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMESPACE = Pattern.compile("https?://maven\\.apache\\.org/(?:POM|xsd|[a-z-]*plugin)");
    private static final Pattern REPOSITORY_IN_POM =
            Pattern.compile("<(?:repositories|pluginRepositories|distributionManagement)>");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.}\\-/])/(?:work|root|Users/\\w+|home/(?!web_user)\\w+|tmp/\\w+)/");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(?:TODO|FIXME|XXX|HACK)\\b");
    private static final Pattern RELEASE_HEADING =
            Pattern.compile("^## \\[(?:Unreleased|\\d+\\.\\d+\\.\\d+)](?: - \\d{4}-\\d{2}-\\d{2})?$");
    private static final Pattern CHANGE_HEADING =
            Pattern.compile("^### (?:Added|Changed|Deprecated|Removed|Fixed|Security)$");

    private RepositoryLint() {}

    static List<String> registryHosts(SourceFile file) {
        List<String> findings = new ArrayList<>();
        findings.addAll(find(file, REGISTRY_HOST, NAMESPACE.matcher(file.text()).replaceAll("")));
        if (file.path().endsWith("pom.xml")) {
            findings.addAll(find(file, REPOSITORY_IN_POM, file.text()));
        }
        return findings;
    }

    static List<String> machinePaths(SourceFile file) {
        return find(file, MACHINE_PATH, file.text());
    }

    static List<String> unfinishedWork(SourceFile file) {
        return file.path().contains("src/main/") ? find(file, UNFINISHED, file.text()) : List.of();
    }

    static List<String> changelogForm(String changelog) {
        List<String> findings = new ArrayList<>();
        List<String> lines = changelog.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals("# Changelog")) {
            findings.add("does not begin with '# Changelog'");
        }
        if (lines.stream().noneMatch("## [Unreleased]"::equals)) {
            findings.add("has no '## [Unreleased]'");
        }
        for (String line : lines) {
            boolean wrong = line.startsWith("## ")
                            && !RELEASE_HEADING.matcher(line).matches()
                    || line.startsWith("### ") && !CHANGE_HEADING.matcher(line).matches();
            if (wrong) {
                findings.add("odd heading: " + line);
            }
        }
        return findings;
    }

    private static List<String> find(SourceFile file, Pattern pattern, String text) {
        List<String> findings = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                findings.add(file.path() + ":" + number + " " + matcher.group());
            }
        }
        return findings;
    }
}
