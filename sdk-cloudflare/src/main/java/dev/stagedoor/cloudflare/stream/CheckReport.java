package dev.stagedoor.cloudflare.stream;

import java.util.List;

/**
 * What an {@link AccountCheck} found.
 *
 * @param lines in the order of the checks
 */
public record CheckReport(List<Line> lines) {
    /** What came of one check. */
    public enum Outcome {
        /** As it should be. */
        OK,
        /** Not as it should be: classes will not work, or not as promised. */
        FAILED,
        /** Cannot be told without media, or what came does not decide it. */
        UNKNOWN,
        /** Not tried, since something before it failed. */
        SKIPPED
    }

    /**
     * One check.
     *
     * @param check what was looked at
     * @param outcome what came of it
     * @param words for the operator, without secrets
     */
    public record Line(String check, Outcome outcome, String words) {
        /** The line as an operator reads it. */
        @Override
        public String toString() {
            return String.format("%-8s %s: %s", outcome, check, words);
        }
    }

    /** Copies the lines. */
    public CheckReport {
        lines = List.copyOf(lines);
    }

    /** {@return whether nothing failed} */
    public boolean passed() {
        return lines.stream().noneMatch(it -> it.outcome() == Outcome.FAILED);
    }

    /** {@return the report, a check on each line} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        lines.forEach(it -> text.append(it).append('\n'));
        return text.toString();
    }
}
