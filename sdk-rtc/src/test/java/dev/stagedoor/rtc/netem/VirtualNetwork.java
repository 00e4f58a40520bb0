package dev.stagedoor.rtc.netem;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/** Datagrams in flight, under a seed: the same seed and the same sends give the same arrivals. */
public final class VirtualNetwork {
    /** No datagram of ours may be larger than what every path carries. */
    public static final int MTU = 1250;

    /** What sits behind an address. */
    public interface Receiver {
        void receive(InetSocketAddress from, byte[] datagram, long nowNanos);
    }

    /** A datagram as it left. */
    public record Sent(InetSocketAddress from, InetSocketAddress to, byte[] datagram, long atNanos) {}

    private record Delivery(long atNanos, long order, InetSocketAddress from, InetSocketAddress to, byte[] datagram) {}

    private final Random random;
    private final PriorityQueue<Delivery> inFlight =
            new PriorityQueue<>(Comparator.comparingLong(Delivery::atNanos).thenComparingLong(Delivery::order));
    private final Map<InetSocketAddress, Receiver> sockets = new HashMap<>();
    private final Map<InetAddress, Nat> nats = new HashMap<>();
    private final List<Sent> recorded = new ArrayList<>();
    private Conditions conditions = Conditions.clean();
    private boolean recording;
    private boolean down;
    private int burstLeft;
    private long order;

    public VirtualNetwork(long seed) {
        this.random = new Random(seed);
    }

    /** From now on, also for what is sent next on existing paths. */
    public void conditions(Conditions next) {
        conditions = next;
    }

    /** Loses everything while true. */
    public void down(boolean isDown) {
        down = isDown;
    }

    public void bind(InetSocketAddress address, Receiver receiver) {
        sockets.put(address, receiver);
    }

    public void nat(InetAddress inside, Nat nat) {
        nats.put(inside, nat);
    }

    /** Keeps a copy of everything sent from now on. */
    public List<Sent> record() {
        recording = true;
        return recorded;
    }

    public void send(InetSocketAddress from, InetSocketAddress to, byte[] datagram, long nowNanos) {
        if (datagram.length == 0 || datagram.length > MTU) {
            throw new AssertionError("a datagram of " + datagram.length + " bytes from " + from);
        }
        Nat nat = nats.get(from.getAddress());
        InetSocketAddress source = nat == null ? from : nat.outbound(from, to);
        if (recording) {
            recorded.add(new Sent(source, to, datagram, nowNanos));
        }
        if (down || isLost()) {
            return;
        }
        deliverLater(source, to, datagram, nowNanos);
        if (random.nextDouble() < conditions.duplication()) {
            deliverLater(source, to, datagram, nowNanos);
        }
    }

    private boolean isLost() {
        if (burstLeft > 0) {
            burstLeft--;
            return true;
        }
        boolean lost = random.nextDouble() < conditions.loss() / conditions.burst();
        burstLeft = lost ? conditions.burst() - 1 : 0;
        return lost;
    }

    private void deliverLater(InetSocketAddress from, InetSocketAddress to, byte[] datagram, long nowNanos) {
        long delay = conditions.latency().toNanos() + (long) (random.nextDouble() * nanos(conditions.jitter()));
        if (random.nextDouble() < conditions.reordering()) {
            delay += 3 * conditions.latency().toNanos();
        }
        inFlight.add(new Delivery(nowNanos + delay, order++, from, to, datagram.clone()));
    }

    private static double nanos(Duration duration) {
        return duration.toNanos();
    }

    /** When the next datagram arrives; {@link Long#MAX_VALUE} for never. */
    public long nextArrival() {
        Delivery next = inFlight.peek();
        return next == null ? Long.MAX_VALUE : next.atNanos;
    }

    /** Delivers what has arrived by now. */
    public void deliver(long nowNanos) {
        while (nextArrival() <= nowNanos) {
            Delivery delivery = inFlight.remove();
            inside(delivery).ifPresent(receiver -> receiver.receive(delivery.from, delivery.datagram, nowNanos));
        }
    }

    private Optional<Receiver> inside(Delivery delivery) {
        Receiver direct = sockets.get(delivery.to);
        if (direct != null) {
            boolean hidden = nats.containsKey(delivery.to.getAddress());
            return hidden ? Optional.empty() : Optional.of(direct);
        }
        return nats.values().stream()
                .filter(nat -> nat.outside().equals(delivery.to.getAddress()))
                .findFirst()
                .flatMap(nat -> nat.inbound(delivery.to, delivery.from))
                .map(sockets::get);
    }
}
