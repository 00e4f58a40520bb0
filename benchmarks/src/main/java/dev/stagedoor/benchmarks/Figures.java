package dev.stagedoor.benchmarks;

import java.util.List;
import java.util.Locale;

/** Measured values of one kind, in one unit. */
record Figures(double[] sorted) {

    static Figures of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        return new Figures(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    int count() {
        return sorted.length;
    }

    double p50() {
        return percentile(50);
    }

    double p95() {
        return percentile(95);
    }

    /** Nearest-rank percentile. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    static String oneDecimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String ratio(double ours, double limit) {
        return String.format(Locale.ROOT, "%.2f", ours / limit);
    }
}
