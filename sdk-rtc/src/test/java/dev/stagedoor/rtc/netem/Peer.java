package dev.stagedoor.rtc.netem;

import dev.stagedoor.rtc.Deadline;
import dev.stagedoor.rtc.Output;
import dev.stagedoor.rtc.PacketKind;
import dev.stagedoor.rtc.RtcEvent;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.Transmit;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.srtp.SrtpContext;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A transport with one socket on the virtual network, and media of 50 packets a second once it may send. */
public final class Peer implements VirtualNetwork.Receiver {
    private static final int PAYLOAD = 100;

    /** An event and when it came. */
    public record Timed(RtcEvent event, long atNanos) {}

    private final RtcTransport transport;
    private final InetSocketAddress socket;
    private final VirtualNetwork network;
    private final int ssrc;
    private final List<Timed> events = new ArrayList<>();
    private Optional<RtcEvent.DtlsConnected> keys = Optional.empty();
    private long deadline = Long.MAX_VALUE;
    private boolean sendsMedia;
    private int sequence;
    private int received;
    private int refused;
    private long lastReceivedNanos = Long.MIN_VALUE;

    public Peer(RtcTransport transport, InetSocketAddress socket, VirtualNetwork network) {
        this.transport = transport;
        this.socket = socket;
        this.network = network;
        this.ssrc = socket.hashCode();
        network.bind(socket, this);
    }

    public RtcTransport transport() {
        return transport;
    }

    public InetSocketAddress socket() {
        return socket;
    }

    public void sendMedia(boolean on) {
        sendsMedia = on;
    }

    @Override
    public void receive(InetSocketAddress from, byte[] datagram, long nowNanos) {
        switch (PacketKind.of(datagram, 0, datagram.length)) {
            case RTP -> receiveMedia(datagram, nowNanos);
            case RTCP -> keys.ifPresent(known -> known.inbound().unprotectRtcp(datagram, 0, datagram.length));
            default -> transport.receive(NetworkPath.udp(socket, from), datagram, 0, datagram.length, nowNanos);
        }
        drain(nowNanos);
    }

    private void receiveMedia(byte[] datagram, long nowNanos) {
        int length = keys.map(known -> known.inbound().unprotectRtp(datagram, 0, datagram.length))
                .orElse(SrtpContext.UNAUTHENTIC);
        if (length < 0) {
            refused++;
            return;
        }
        received++;
        lastReceivedNanos = nowNanos;
        transport.mediaReceived(nowNanos);
    }

    void tick(long nowNanos) {
        if (sendsMedia && transport.mayTransmit()) {
            sendOne(nowNanos);
        }
    }

    private void sendOne(long nowNanos) {
        byte[] packet = new byte[12 + PAYLOAD + SrtpContext.MAX_OVERHEAD];
        packet[0] = (byte) 0x80;
        packet[1] = 96;
        packet[2] = (byte) (sequence >>> 8);
        packet[3] = (byte) sequence++;
        for (int i = 0; i < 4; i++) {
            packet[8 + i] = (byte) (ssrc >>> 8 * i);
        }
        int length = keys.orElseThrow().outbound().protectRtp(packet, 0, 12 + PAYLOAD);
        NetworkPath path = transport.selectedPath().orElseThrow();
        network.send(path.local(), path.remote(), Arrays.copyOf(packet, length), nowNanos);
    }

    void advance(long nowNanos) {
        transport.advance(nowNanos);
        drain(nowNanos);
    }

    /** Sends and notes what the transport has made; to be called after every command. */
    public void drain(long nowNanos) {
        Output next = transport.poll();
        while (!(next instanceof Deadline last)) {
            if (next instanceof Transmit transmit) {
                network.send(transmit.path().local(), transmit.path().remote(), transmit.datagram(), nowNanos);
            } else if (next instanceof RtcEvent event) {
                note(event, nowNanos);
            }
            next = transport.poll();
        }
        deadline = last.atNanos();
    }

    private void note(RtcEvent event, long nowNanos) {
        events.add(new Timed(event, nowNanos));
        if (event instanceof RtcEvent.DtlsConnected connected) {
            keys = Optional.of(connected);
        }
    }

    long deadline() {
        return deadline;
    }

    public List<Timed> events() {
        return events;
    }

    /** The first event of a kind. */
    public <T extends RtcEvent> Optional<T> first(Class<T> kind) {
        return events.stream()
                .map(Timed::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    public boolean has(Class<? extends RtcEvent> kind) {
        return first(kind).isPresent();
    }

    public long count(Class<? extends RtcEvent> kind) {
        return events.stream().map(Timed::event).filter(kind::isInstance).count();
    }

    public boolean isConnected() {
        return keys.isPresent() && transport.mayTransmit();
    }

    /** Media packets that came and were authentic. */
    public int received() {
        return received;
    }

    /** Media packets that were refused. */
    public int refused() {
        return refused;
    }

    /** Media packets sent. */
    public int sent() {
        return sequence;
    }

    public long lastReceivedNanos() {
        return lastReceivedNanos;
    }
}
