package dev.stagedoor.benchmarks;

import dev.stagedoor.rtc.Deadline;
import dev.stagedoor.rtc.Output;
import dev.stagedoor.rtc.PacketKind;
import dev.stagedoor.rtc.RtcEvent;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.Transmit;
import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceRole;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.LocalTransport;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.SessionDescription;
import dev.stagedoor.rtc.sdp.SetupRole;
import dev.stagedoor.rtc.srtp.SrtpContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** One peer of the load tool on its own UDP socket, as light as possible. Driven by one thread. */
class LoadPeer {
    private static final int NOT_LIVE_YET = 409;
    private static final int MOST_TRIES = 50;
    private static final long PAUSE_MILLIS = 100;

    static final SecureRandom RANDOM = new SecureRandom();
    static final LocalCertificate CERTIFICATE = LocalCertificate.generate(RANDOM);

    private final RtcTransport transport;
    final DatagramChannel channel;
    private final InetSocketAddress local;
    private @Nullable NetworkPath path;
    protected @Nullable SrtpContext in;
    protected @Nullable SrtpContext out;
    private long deadline;
    private final ByteBuffer outBuffer = ByteBuffer.allocateDirect(2048);

    LoadPeer(ExecutorService handshakes, Runnable wakeup) throws IOException {
        channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        local = (InetSocketAddress) channel.getLocalAddress();
        transport = RtcTransport.builder(CERTIFICATE, RANDOM, handshakes)
                .iceRole(IceRole.CONTROLLING)
                .localCandidates(java.util.List.of(IceCandidate.udpHost(local, 1)))
                .wakeup(wakeup)
                .build();
    }

    /** Posts the offer and starts the transport. */
    Negotiation.Accepted post(HttpClient http, String url, String token, ClientOffer offer)
            throws IOException, InterruptedException {
        LocalTransport description = LocalTransport.builder(transport.localCredentials(), CERTIFICATE.fingerprint(), 1)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/sdp")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(
                        offer.describe(description).toString()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        for (int again = 0; response.statusCode() == NOT_LIVE_YET && again < MOST_TRIES; again++) {
            Thread.sleep(PAUSE_MILLIS);
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        if (response.statusCode() != 201) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        Negotiation.Accepted agreement = offer.readAnswer(SessionDescription.parse(response.body()))
                .fold(accepted -> accepted, refused -> {
                    throw new IllegalStateException(refused.reason());
                });
        DtlsRole role = agreement.localSetup() == SetupRole.ACTIVE ? DtlsRole.CLIENT : DtlsRole.SERVER;
        transport.start(agreement.remote().description(), role, System.nanoTime());
        drain();
        return agreement;
    }

    @Override
    public String toString() {
        return transport.iceState() + " " + path + " " + transport.counters();
    }

    boolean connected() {
        return out != null;
    }

    /** Handles what is no RTP. */
    void control(byte[] packet, int length, InetSocketAddress from) throws IOException {
        if (PacketKind.of(packet, 0, length) == PacketKind.RTCP) {
            return;
        }
        transport.receive(NetworkPath.udp(local, from), packet, 0, length, System.nanoTime());
        drain();
    }

    void alive(long nowNanos) {
        transport.mediaReceived(nowNanos);
    }

    void advance(long nowNanos) throws IOException {
        if (nowNanos - deadline >= 0) {
            transport.advance(nowNanos);
            drain();
        }
    }

    /** Takes what the handshake has made. */
    void woken() throws IOException {
        transport.advance(System.nanoTime());
        drain();
    }

    private void drain() throws IOException {
        while (true) {
            Output output = transport.poll();
            if (output instanceof Deadline next) {
                deadline = next.isNever() ? System.nanoTime() + 1_000_000_000L : next.atNanos();
                return;
            }
            if (output instanceof Transmit transmit) {
                channel.send(
                        ByteBuffer.wrap(transmit.datagram()), transmit.path().remote());
            } else if (output instanceof RtcEvent.PathSelected selected) {
                path = selected.path();
            } else if (output instanceof RtcEvent.DtlsConnected done) {
                in = done.inbound();
                out = done.outbound();
            } else if (output instanceof RtcEvent.Failed failed) {
                System.err.println("a peer failed: " + failed.reason() + " " + failed.detail());
            }
        }
    }

    void send(byte[] packet, int length) throws IOException {
        NetworkPath to = path;
        if (to != null) {
            outBuffer.clear().put(packet, 0, length).flip();
            channel.send(outBuffer, to.remote());
        }
    }
}
