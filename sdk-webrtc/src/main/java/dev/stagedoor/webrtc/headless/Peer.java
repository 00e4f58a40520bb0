package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.Deadline;
import dev.stagedoor.rtc.Output;
import dev.stagedoor.rtc.PacketKind;
import dev.stagedoor.rtc.RtcEvent;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.Transmit;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.ice.IceRole;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.rtp.Rtcp;
import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.rtp.RtpPacket;
import dev.stagedoor.rtc.sdp.LocalTransport;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.srtp.SrtpContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transport with its socket: ICE, DTLS, SRTP between a client and the network. Lives on the loop's thread. */
final class Peer implements LoopMember {
    private static final int BATCH = 64;
    private static final int SOCKET_BUFFER = 1 << 20;
    private static final int MAX_RTCP = 1100;

    private final RtcLoop loop;
    private final PeerListener listener;
    private final DatagramChannel channel;
    private final RtcLoop.Registration registration;
    private final RtcTransport transport;
    private final IceCandidate candidate;
    private final RtpPacket view = new RtpPacket();
    private final byte[] rtcp = new byte[MAX_RTCP + SrtpContext.MAX_OVERHEAD];
    private @Nullable NetworkPath lastPath;
    private @Nullable SrtpContext inbound;
    private @Nullable SrtpContext outbound;
    private long transportDeadline = Long.MAX_VALUE;
    private boolean closed;

    Peer(RtcLoop loop, InetAddress localAddress, IceRole role, PeerListener listener) throws IOException {
        this.loop = loop;
        this.listener = listener;
        this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.bind(new InetSocketAddress("0.0.0.0", 0));
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            this.candidate = IceCandidate.udpHost(new InetSocketAddress(localAddress, port), 65_535);
            this.registration = loop.register(channel, this);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        this.transport = RtcTransport.builder(loop.certificate(), loop.random(), loop.workers())
                .iceRole(role)
                .localCandidates(List.of(candidate))
                .wakeup(() -> loop.execute(this::advance))
                .build();
    }

    LocalTransport describe() {
        return LocalTransport.builder(
                        transport.localCredentials(),
                        loop.certificate().fingerprint(),
                        loop.random().nextLong() >>> 1)
                .candidates(List.of(candidate))
                .endOfCandidates(true)
                .build();
    }

    List<IceCandidate> candidates() {
        return List.of(candidate);
    }

    void start(Negotiation.Accepted agreed) {
        transport.start(agreed.remote().description(), agreed.dtlsRole(), loop.nanoTime());
        settle();
    }

    IceCredentials restartIce() {
        IceCredentials fresh = transport.restartIce(loop.nanoTime());
        settle();
        return fresh;
    }

    void remoteRestarted(IceCredentials remote, List<IceCandidate> candidates) {
        transport.remoteRestarted(remote, candidates, loop.nanoTime());
        settle();
    }

    boolean mayTransmit() {
        return !closed && outbound != null && transport.mayTransmit();
    }

    /** Protects and sends; the array needs {@link SrtpContext#MAX_OVERHEAD} bytes of room behind the packet. */
    boolean sendRtp(byte[] packet, int offset, int length) {
        SrtpContext context = outbound;
        if (context == null || !mayTransmit()) {
            return false;
        }
        int size = context.protectRtp(packet, offset, length);
        return size > 0 && sendSelected(ByteBuffer.wrap(packet, offset, size));
    }

    boolean sendRtcp(List<? extends RtcpPacket> packets) {
        SrtpContext context = outbound;
        if (context == null || packets.isEmpty() || !mayTransmit()) {
            return false;
        }
        int length = Rtcp.write(packets, rtcp, 0);
        int size = length < 0 || length > MAX_RTCP ? -1 : context.protectRtcp(rtcp, 0, length);
        return size > 0 && sendSelected(ByteBuffer.wrap(rtcp, 0, size));
    }

    private boolean sendSelected(ByteBuffer bytes) {
        return transport
                .selectedPath()
                .filter(path -> send(bytes, path.remote()))
                .isPresent();
    }

    private boolean send(ByteBuffer bytes, InetSocketAddress remote) {
        try {
            return channel.send(bytes, remote) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void readable() {
        long now = loop.nanoTime();
        for (int i = 0; i < BATCH && !closed; i++) {
            ByteBuffer buffer = loop.directBuffer().clear();
            SocketAddress source;
            try {
                source = channel.receive(buffer);
            } catch (IOException e) {
                break;
            }
            if (source == null) {
                break;
            }
            int length = buffer.flip().remaining();
            buffer.get(loop.heapBuffer(), 0, length);
            received((InetSocketAddress) source, loop.heapBuffer(), length, now);
        }
        settle();
    }

    private void received(InetSocketAddress source, byte[] datagram, int length, long now) {
        switch (PacketKind.of(datagram, 0, length)) {
            case STUN, DTLS -> {
                transport.receive(path(source), datagram, 0, length, now);
                drain();
            }
            case RTP -> receivedRtp(datagram, length, now);
            case RTCP -> receivedRtcp(datagram, length, now);
            case UNKNOWN -> {}
        }
    }

    private void receivedRtp(byte[] datagram, int length, long now) {
        SrtpContext context = inbound;
        int size = context == null ? -1 : context.unprotectRtp(datagram, 0, length);
        if (size > 0) {
            transport.mediaReceived(now);
            if (view.wrap(datagram, 0, size)) {
                listener.rtp(view, now);
            }
        }
    }

    private void receivedRtcp(byte[] datagram, int length, long now) {
        SrtpContext context = inbound;
        int size = context == null ? -1 : context.unprotectRtcp(datagram, 0, length);
        if (size > 0) {
            transport.mediaReceived(now);
            listener.rtcp(Rtcp.parse(datagram, 0, size), now);
        }
    }

    private NetworkPath path(InetSocketAddress source) {
        NetworkPath last = lastPath;
        if (last == null || !last.remote().equals(source)) {
            last = NetworkPath.udp(candidate.address(), source);
            lastPath = last;
        }
        return last;
    }

    private void advance() {
        if (!closed) {
            transport.advance(loop.nanoTime());
            settle();
        }
    }

    @Override
    public void due(long nowNanos) {
        if (transportDeadline - nowNanos <= 0) {
            transport.advance(nowNanos);
            drain();
        }
        if (!closed && listener.mediaDeadline() - nowNanos <= 0) {
            listener.mediaDue(nowNanos);
        }
    }

    @Override
    public long deadline() {
        return closed ? Long.MAX_VALUE : Math.min(transportDeadline, listener.mediaDeadline());
    }

    /** Takes what the transport has to say and keeps the timer right. */
    void settle() {
        drain();
        registration.reschedule();
    }

    private void drain() {
        while (!closed) {
            Output output = transport.poll();
            if (output instanceof Deadline deadline) {
                transportDeadline = deadline.atNanos();
                return;
            }
            if (output instanceof Transmit transmit) {
                send(ByteBuffer.wrap(transmit.datagram()), transmit.path().remote());
            } else {
                event(output);
            }
        }
    }

    private void event(Output output) {
        if (output instanceof RtcEvent.DtlsConnected connected) {
            inbound = connected.inbound();
            outbound = connected.outbound();
            listener.connected(loop.nanoTime());
        } else if (output instanceof RtcEvent.ConsentExpired) {
            listener.consent(false);
        } else if (output instanceof RtcEvent.ConsentRestored) {
            listener.consent(true);
        } else if (output instanceof RtcEvent.Failed failed) {
            listener.gone(failed.reason() + " " + failed.detail());
        } else if (output instanceof RtcEvent.ClosedByPeer) {
            listener.gone("closed by the server");
        }
    }

    /** Sends close_notify and frees the socket. Idempotent. */
    void close() {
        if (closed) {
            return;
        }
        transport.close(loop.nanoTime());
        for (Output output = transport.poll(); !(output instanceof Deadline); output = transport.poll()) {
            if (output instanceof Transmit transmit) {
                send(ByteBuffer.wrap(transmit.datagram()), transmit.path().remote());
            }
        }
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            closed = true;
        }
    }

    @Override
    public void shutdown() {
        listener.gone("the loop was closed");
        close();
    }
}
