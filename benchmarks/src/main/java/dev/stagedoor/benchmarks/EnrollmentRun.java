package dev.stagedoor.benchmarks;

import java.util.List;

/**
 * What one run has brought.
 *
 * @param seconds how long it took
 * @param millis how long each purchase took
 */
record EnrollmentRun(double seconds, List<Double> millis) {
    double perSecond() {
        return millis.size() / seconds;
    }

    Figures figures() {
        return Figures.of(millis);
    }
}
