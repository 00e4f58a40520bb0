package dev.stagedoor.rtc.netem;

import java.time.Duration;

/**
 * What happens to datagrams on their way.
 *
 * @param latency one way
 * @param jitter added at random, 0 to this; larger than the spacing of packets it reorders
 * @param loss probability 0 to 1 that a datagram is lost
 * @param burst datagrams lost in a row once one is lost, at least 1
 * @param reordering probability that a datagram is held back by 3 latencies
 * @param duplication probability that a datagram comes twice
 */
public record Conditions(
        Duration latency, Duration jitter, double loss, int burst, double reordering, double duplication) {

    /** 10 ms one way and nothing else. */
    public static Conditions clean() {
        return new Conditions(Duration.ofMillis(10), Duration.ZERO, 0, 1, 0, 0);
    }

    public Conditions latency(Duration value) {
        return new Conditions(value, jitter, loss, burst, reordering, duplication);
    }

    public Conditions jitter(Duration value) {
        return new Conditions(latency, value, loss, burst, reordering, duplication);
    }

    public Conditions loss(double value) {
        return new Conditions(latency, jitter, value, burst, reordering, duplication);
    }

    public Conditions burst(int value) {
        return new Conditions(latency, jitter, loss, value, reordering, duplication);
    }

    public Conditions reordering(double value) {
        return new Conditions(latency, jitter, loss, burst, value, duplication);
    }

    public Conditions duplication(double value) {
        return new Conditions(latency, jitter, loss, burst, reordering, value);
    }
}
