package dev.stagedoor.mediaserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.mediaserver.spi.AccessPolicy;
import dev.stagedoor.mediaserver.spi.Admission;
import dev.stagedoor.mediaserver.spi.AdmissionRequest;
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
import dev.stagedoor.rtc.ice.Protocol;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.LocalTransport;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.Msid;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.OutboundTrack;
import dev.stagedoor.rtc.sdp.RtpCodec;
import dev.stagedoor.rtc.sdp.SessionDescription;
import dev.stagedoor.rtc.sdp.SetupRole;
import dev.stagedoor.rtc.srtp.SrtpContext;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A publisher whose UDP is blocked, over a real TCP connection. */
@Timeout(60)
class TcpCandidateTest {
    private static final int SSRC = 77;

    private final SecureRandom random = new SecureRandom();
    private final LocalCertificate certificate = LocalCertificate.generate(random);
    private final ExecutorService handshakes = Executors.newCachedThreadPool();
    private final MediaServer server = MediaServer.builder(new OneDoor())
            .bindAddress(InetAddress.getLoopbackAddress())
            .warmUp(false)
            .build()
            .start();

    private static final class OneDoor implements AccessPolicy {
        @Override
        public Admission admitBroadcast(AdmissionRequest request) {
            return Admission.admitted(request.name(), "coach", "coach");
        }

        @Override
        public Admission admitViewer(AdmissionRequest request) {
            return Admission.refused(Admission.Cause.NOT_ALLOWED, "nobody watches here");
        }
    }

    @AfterEach
    void close() {
        server.close();
        handshakes.shutdownNow();
    }

    @Test
    void a_publisher_connects_and_sends_over_the_tcp_candidate() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20);
            InetSocketAddress local = (InetSocketAddress) socket.getLocalSocketAddress();
            InetSocketAddress remote = (InetSocketAddress) socket.getRemoteSocketAddress();
            Session session = new Session(socket, NetworkPath.tcp(local, remote));
            session.post();
            session.runUntilConnected();
            for (int i = 0; i < 50; i++) {
                session.sendPacket(i);
            }
            while (!server.sessions()
                    .get(0)
                    .details()
                    .getOrDefault("audio.packets", "")
                    .equals("50")) {
                session.read();
            }
            assertThat(server.sessions().get(0).path()).contains("TCP");
        }
    }

    @Test
    void nonsense_on_a_tcp_connection_ends_it() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff, 1, 2, 3});
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(server.metrics().broadcasts()).isZero();
    }

    private final class Session {
        private final Socket socket;
        private final NetworkPath path;
        private final DataInputStream in;
        private final DataOutputStream out;
        private final RtcTransport transport;
        private SrtpContext keys;

        Session(Socket socket, NetworkPath path) throws IOException {
            this.socket = socket;
            this.path = path;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = new DataOutputStream(socket.getOutputStream());
            IceCandidate passive = IceCandidate.tcpPassive(path.local(), 1);
            this.transport = RtcTransport.builder(certificate, random, handshakes)
                    .iceRole(IceRole.CONTROLLING)
                    .localCandidates(List.of(new IceCandidate(
                            passive.foundation(),
                            Protocol.TCP,
                            IceCandidate.TcpType.ACTIVE,
                            passive.priority(),
                            path.local(),
                            IceCandidate.Type.HOST)))
                    .build();
        }

        void post() throws IOException {
            ClientOffer offer = ClientOffer.publish(
                    List.of(new OutboundTrack(MediaKind.AUDIO, RtpCodec.opus(111), SSRC, -1, "c", new Msid("s", "a"))));
            String sdp = offer.describe(
                            LocalTransport.builder(transport.localCredentials(), certificate.fingerprint(), 1)
                                    .build())
                    .toString();
            EndpointResponse response = server.handle(new EndpointRequest(
                    "POST",
                    URI.create("http://127.0.0.1/whip/yoga"),
                    Map.of("Content-Type", List.of("application/sdp")),
                    sdp.getBytes(StandardCharsets.UTF_8),
                    path.local()));
            assertThat(response.status()).isEqualTo(201);
            Negotiation.Accepted agreed = offer.readAnswer(SessionDescription.parse(response.text()))
                    .fold(accepted -> accepted, refused -> {
                        throw new AssertionError(refused.reason());
                    });
            DtlsRole role = agreed.localSetup() == SetupRole.ACTIVE ? DtlsRole.CLIENT : DtlsRole.SERVER;
            transport.start(agreed.remote().description(), role, System.nanoTime());
            drain();
        }

        void runUntilConnected() throws IOException {
            while (keys == null) {
                read();
                transport.advance(System.nanoTime());
                drain();
            }
        }

        void read() throws IOException {
            try {
                byte[] frame = new byte[in.readUnsignedShort()];
                in.readFully(frame);
                PacketKind kind = PacketKind.of(frame, 0, frame.length);
                if (kind == PacketKind.STUN || kind == PacketKind.DTLS) {
                    transport.receive(path, frame, 0, frame.length, System.nanoTime());
                    drain();
                }
            } catch (SocketTimeoutException nothing) {
                assertThat(socket.isClosed()).isFalse();
            }
        }

        private void drain() throws IOException {
            for (Output output = transport.poll(); !(output instanceof Deadline); output = transport.poll()) {
                if (output instanceof Transmit transmit && transmit.path().protocol() == Protocol.TCP) {
                    write(transmit.datagram());
                } else if (output instanceof RtcEvent.DtlsConnected done) {
                    keys = done.outbound();
                }
            }
        }

        private void write(byte[] frame) throws IOException {
            out.writeShort(frame.length);
            out.write(frame);
            out.flush();
        }

        void sendPacket(int sequence) throws IOException {
            byte[] packet = new byte[80];
            packet[0] = (byte) 0x80;
            packet[1] = 111;
            packet[3] = (byte) sequence;
            packet[7] = (byte) sequence;
            packet[11] = SSRC;
            write(Arrays.copyOf(packet, keys.protectRtp(packet, 0, 40)));
        }
    }
}
