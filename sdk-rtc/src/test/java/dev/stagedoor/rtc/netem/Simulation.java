package dev.stagedoor.rtc.netem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Runs peers over a virtual network: one thread, always the earliest event next. */
public final class Simulation {
    private static final long MEDIA_NANOS = Duration.ofMillis(20).toNanos();
    private static final int MAX_STEPS = 5_000_000;

    private final VirtualNetwork network;
    private final List<Peer> peers = new ArrayList<>();
    private long now = Duration.ofHours(1).toNanos();
    private long nextMedia = now;

    public Simulation(VirtualNetwork network) {
        this.network = network;
    }

    public long now() {
        return now;
    }

    public void add(Peer peer) {
        peers.add(peer);
    }

    /** Runs for a time. */
    public void run(Duration duration) {
        runUntil(() -> false, duration);
    }

    /** Runs until something holds, at most for a time. @return whether it holds */
    public boolean runUntil(BooleanSupplier done, Duration atMost) {
        long end = now + atMost.toNanos();
        for (int step = 0; step < MAX_STEPS; step++) {
            if (done.getAsBoolean()) {
                return true;
            }
            long next = earliest();
            if (next > end) {
                now = end;
                return done.getAsBoolean();
            }
            now = Math.max(now, next);
            step();
        }
        throw new AssertionError("no end after " + MAX_STEPS + " steps: a deadline that never moves?");
    }

    private long earliest() {
        long earliest = Math.min(network.nextArrival(), nextMedia);
        for (Peer peer : peers) {
            earliest = Math.min(earliest, peer.deadline());
        }
        return earliest;
    }

    private void step() {
        network.deliver(now);
        for (Peer peer : peers) {
            if (peer.deadline() <= now) {
                peer.advance(now);
            }
        }
        if (nextMedia <= now) {
            nextMedia = now + MEDIA_NANOS;
            peers.forEach(peer -> peer.tick(now));
        }
    }
}
