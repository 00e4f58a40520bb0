package dev.stagedoor.core.media;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Who does what: for each thing the product needs, whether the provider does it, we do, or nobody can.
 *
 * @param provider the provider's name
 * @param lines one for each need, in a fixed order
 */
public record MediaPlan(String provider, List<Line> lines) {
    /** Copies the lines. */
    public MediaPlan {
        lines = List.copyOf(lines);
    }

    /** Who does a thing. */
    public enum Doer {
        /** The provider does it by itself. */
        PROVIDER,
        /** The SDK fills the gap. */
        STAGEDOOR,
        /** It cannot be had with this provider. */
        NOBODY
    }

    /**
     * One need.
     *
     * @param need what the product needs
     * @param doer who does it
     * @param how in words for an operator
     */
    public record Line(String need, Doer doer, String how) {}

    /** {@return the plan as a small table for a log or a console} */
    @Override
    public String toString() {
        return lines.stream()
                .map(line -> String.format("  %-18s %-10s %s", line.need(), line.doer(), line.how()))
                .collect(Collectors.joining("\n", "media plan for provider '" + provider + "'\n", ""));
    }
}
