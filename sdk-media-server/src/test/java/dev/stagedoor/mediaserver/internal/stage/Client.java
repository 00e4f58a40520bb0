package dev.stagedoor.mediaserver.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.internal.forward.Bytes;
import dev.stagedoor.mediaserver.internal.forward.RtpFields;
import dev.stagedoor.rtc.Deadline;
import dev.stagedoor.rtc.Output;
import dev.stagedoor.rtc.PacketKind;
import dev.stagedoor.rtc.RtcEvent;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.Transmit;
import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.ice.IceRole;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.ice.Protocol;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.IceFragment;
import dev.stagedoor.rtc.sdp.LocalTransport;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.Msid;
import dev.stagedoor.rtc.sdp.NegotiatedMedia;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.OutboundTrack;
import dev.stagedoor.rtc.sdp.RtpCodec;
import dev.stagedoor.rtc.sdp.SessionDescription;
import dev.stagedoor.rtc.sdp.SetupRole;
import dev.stagedoor.rtc.srtp.SrtpContext;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A publisher or viewer with real ICE, DTLS and SRTP on the virtual network. */
public final class Client {
    public static final int AUDIO_SSRC = 0x1111;
    public static final int VIDEO_SSRC = 0x2222;
    public static final int RTX_SSRC = 0x3333;
    private static final byte[] KEY_FRAME = {0x10, 0, 0, 0, (byte) 0x9d, 1, 0x2a};
    private static final byte[] DELTA_FRAME = {0x10, 1, 0, 0};

    private final Stage stage;
    private final InetSocketAddress address;
    private final List<Consumer<byte[]>> controlListeners = new ArrayList<>();
    public final List<Packet> rtp = new ArrayList<>();
    public final List<byte[]> rtcp = new ArrayList<>();
    public Protocol protocol = Protocol.UDP;
    public boolean closedByServer;
    public boolean failed;
    public int undecryptable;
    public boolean passive;
    public EndpointResponse response;
    public Negotiation.Accepted agreement;
    private RtcTransport transport;
    private SrtpContext in;
    private SrtpContext out;
    private long deadline = Long.MAX_VALUE;
    private String sessionUrl = "";
    public int videoSsrc = VIDEO_SSRC;
    public int videoSequence = 1000;
    public int audioSequence = 500;
    public int timestamp = 90_000;

    /** A received packet, decrypted. */
    public record Packet(
            int payloadType, boolean marker, int sequence, long timestamp, int ssrc, byte[] payload, long atNanos) {
        public boolean isKeyFrame() {
            return payload.length > 1 && payload[0] == 0x10 && (payload[1] & 1) == 0;
        }
    }

    Client(Stage stage, InetSocketAddress address) {
        this.stage = stage;
        this.address = address;
    }

    public InetSocketAddress address() {
        return address;
    }

    public static RtpCodec vp8() {
        return RtpCodec.vp8(96);
    }

    /** Publishes Opus and this video codec with RTX. */
    public Client publish(String name, String token, RtpCodec video) {
        return publish(
                name,
                token,
                List.of(
                        new OutboundTrack(MediaKind.AUDIO, RtpCodec.opus(111), AUDIO_SSRC, -1, "c", new Msid("s", "a")),
                        new OutboundTrack(MediaKind.VIDEO, video, videoSsrc, RTX_SSRC, "c", new Msid("s", "v"))));
    }

    public Client publish(String name, String token, List<OutboundTrack> tracks) {
        post("/whip/" + name, token, ClientOffer.publish(tracks));
        return this;
    }

    /** Watches with Opus and these video codecs; RTX for the first when asked for. */
    public Client watch(String name, String token, RtpCodec video, boolean rtx) {
        List<RtpCodec> codecs = new ArrayList<>(List.of(video));
        if (rtx) {
            codecs.add(RtpCodec.rtx(video.payloadType() + 1, video.payloadType()));
        }
        post("/whep/" + name, token, ClientOffer.play(List.of(RtpCodec.opus(109)), codecs));
        return this;
    }

    public Client watch(String name, String token) {
        return watch(name, token, RtpCodec.vp8(120), true);
    }

    private void post(String url, String token, ClientOffer offer) {
        transport = RtcTransport.builder(Stage.CERTIFICATE, stage.random, stage.handshakes)
                .iceRole(IceRole.CONTROLLING)
                .localCandidates(List.of(candidate()))
                .build();
        LocalTransport local = LocalTransport.builder(transport.localCredentials(), Stage.CERTIFICATE.fingerprint(), 1)
                .build();
        response = stage.http(
                "POST",
                url,
                Map.of("Content-Type", "application/sdp", "Authorization", "Bearer " + token),
                offered(offer.describe(local).toString()));
        if (response.status() == 201) {
            sessionUrl = URI.create(response.header("Location").orElseThrow()).getPath();
            accept(offer.readAnswer(SessionDescription.parse(response.text())));
        }
    }

    /** FFmpeg lets the server open the handshake. */
    private String offered(String sdp) {
        return passive ? sdp.replace("a=setup:actpass", "a=setup:passive") : sdp;
    }

    private IceCandidate candidate() {
        return protocol == Protocol.UDP ? IceCandidate.udpHost(address, 1) : tcpActive();
    }

    private IceCandidate tcpActive() {
        IceCandidate passive = IceCandidate.tcpPassive(address, 1);
        return new IceCandidate(
                passive.foundation(),
                Protocol.TCP,
                IceCandidate.TcpType.ACTIVE,
                passive.priority(),
                address,
                IceCandidate.Type.HOST);
    }

    private void accept(Negotiation outcome) {
        agreement = outcome.fold(accepted -> accepted, refused -> {
            throw new AssertionError(refused.reason());
        });
        DtlsRole role = agreement.localSetup() == SetupRole.ACTIVE ? DtlsRole.CLIENT : DtlsRole.SERVER;
        transport.start(agreement.remote().description(), role, stage.now());
        transport.advance(stage.now());
        drain();
        stage.settle();
    }

    /** Restarts ICE by PATCH. */
    public EndpointResponse restart(String ifMatch) {
        IceCredentials fresh = transport.restartIce(stage.now());
        String body = IceFragment.of(fresh, List.of(), false, "0").write(List.of("0", "1"), MediaKind.AUDIO);
        EndpointResponse answer = stage.http(
                "PATCH", sessionUrl, Map.of("Content-Type", IceFragment.MEDIA_TYPE, "If-Match", ifMatch), body);
        if (answer.status() == 200) {
            IceFragment remote = IceFragment.parse(answer.text());
            transport.remoteRestarted(remote.credentials().orElseThrow(), remote.candidates(), stage.now());
        }
        drain();
        stage.settle();
        return answer;
    }

    public String sessionUrl() {
        return sessionUrl;
    }

    public RtcTransport transport() {
        return transport;
    }

    /** Passes time until connected, at most a second. */
    public Client connected() {
        for (int i = 0; i < 1000 && out == null; i++) {
            stage.passMillis(1);
        }
        assertThat(isConnected()).as("connected within a second").isTrue();
        return this;
    }

    public boolean isConnected() {
        return out != null;
    }

    void advance() {
        if (transport != null && stage.now() >= deadline) {
            transport.advance(stage.now());
            drain();
        }
    }

    void receive(byte[] bytes) {
        PacketKind kind = PacketKind.of(bytes, 0, bytes.length);
        if (kind == PacketKind.RTP && in != null) {
            onRtp(bytes);
        } else if (kind == PacketKind.RTCP && in != null) {
            onRtcp(bytes);
        } else {
            transport.receive(path(), bytes, 0, bytes.length, stage.now());
            drain();
        }
    }

    private void onRtp(byte[] bytes) {
        int length = in.unprotectRtp(bytes, 0, bytes.length);
        undecryptable += length < 0 && length != SrtpContext.REPLAYED ? 1 : 0;
        RtpFields fields = new RtpFields();
        if (length > 0 && fields.read(bytes, 0, length)) {
            transport.mediaReceived(stage.now());
            byte[] payload =
                    Arrays.copyOfRange(bytes, fields.payloadOffset(), fields.payloadOffset() + fields.payloadLength());
            rtp.add(new Packet(
                    fields.payloadType(),
                    (bytes[1] & 0x80) != 0,
                    fields.sequenceNumber(),
                    Integer.toUnsignedLong(fields.timestamp()),
                    fields.ssrc(),
                    payload,
                    stage.now()));
        }
    }

    private void onRtcp(byte[] bytes) {
        int length = in.unprotectRtcp(bytes, 0, bytes.length);
        if (length > 0) {
            byte[] plain = Arrays.copyOf(bytes, length);
            rtcp.add(plain);
            controlListeners.forEach(listener -> listener.accept(plain));
        }
    }

    private NetworkPath path() {
        return new NetworkPath(protocol, address, Stage.SERVER);
    }

    private void drain() {
        while (true) {
            Output output = transport.poll();
            if (output instanceof Deadline next) {
                deadline = next.atNanos();
                return;
            }
            if (output instanceof Transmit transmit) {
                stage.toServer(this, transmit.path().protocol(), transmit.datagram());
            } else if (output instanceof RtcEvent.DtlsConnected done) {
                in = done.inbound();
                out = done.outbound();
            } else if (output instanceof RtcEvent.ClosedByPeer) {
                closedByServer = true;
            } else if (output instanceof RtcEvent.Failed) {
                failed = true;
            }
        }
    }

    /** Video packets received on the media source, without retransmissions. */
    public List<Packet> video() {
        NegotiatedMedia media = agreement.media(MediaKind.VIDEO).orElseThrow();
        return rtp.stream()
                .filter(packet -> packet.payloadType() == media.codec().payloadType())
                .toList();
    }

    public List<Packet> audio() {
        NegotiatedMedia media = agreement.media(MediaKind.AUDIO).orElseThrow();
        return rtp.stream()
                .filter(packet -> packet.payloadType() == media.codec().payloadType())
                .toList();
    }

    /** Sends a video frame of this many packets and moves the clock of the track on by a frame. */
    public void frame(boolean key, int packets) {
        for (int i = 0; i < packets; i++) {
            byte[] head = key ? KEY_FRAME : DELTA_FRAME;
            byte[] payload = new byte[200];
            System.arraycopy(head, 0, payload, 0, head.length);
            payload[0] = (byte) (i == 0 ? 0x10 : 0);
            payload[199] = (byte) videoSequence;
            sendRtp(videoPayloadType(), i == packets - 1, videoSequence++, timestamp, videoSsrc, payload);
        }
        timestamp += 3000;
        stage.settle();
    }

    private int videoPayloadType() {
        return agreement.media(MediaKind.VIDEO).orElseThrow().codec().payloadType();
    }

    /** Sends 20 ms of audio. */
    public void speak() {
        sendRtp(111, false, audioSequence++, audioSequence * 960, AUDIO_SSRC, new byte[] {1, 2, 3, 4});
        stage.settle();
    }

    public void sendRtp(int payloadType, boolean marker, int sequence, int rtpTimestamp, int ssrc, byte[] payload) {
        byte[] packet = new byte[12 + payload.length + 32];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (payloadType | (marker ? 0x80 : 0));
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 4, rtpTimestamp);
        Bytes.put32(packet, 8, ssrc);
        System.arraycopy(payload, 0, packet, 12, payload.length);
        sendPlain(packet, 12 + payload.length);
    }

    /** Protects and sends an RTP packet; the array has room for the tag. */
    public void sendPlain(byte[] packet, int length) {
        int sealed = out.protectRtp(packet, 0, length);
        stage.toServer(this, protocol, Arrays.copyOf(packet, sealed));
    }

    /** As {@link #sendPlain}, for packets that may not even be protected. */
    public void sendQuietly(byte[] packet, int length) {
        int sealed = out.protectRtp(packet, 0, length);
        if (sealed > 0) {
            stage.toServer(this, protocol, Arrays.copyOf(packet, sealed));
            stage.settle();
        }
    }

    /** Protects and sends an RTCP packet. */
    public void sendRtcp(byte[] plain) {
        byte[] packet = Arrays.copyOf(plain, plain.length + 32);
        int sealed = out.protectRtcp(packet, 0, plain.length);
        stage.toServer(this, protocol, Arrays.copyOf(packet, sealed));
        stage.settle();
    }

    /** Asks for packets again. */
    public void nack(int ssrc, int sequence, int mask) {
        byte[] nack = new byte[16];
        Bytes.put32(nack, 0, 0x81_cd_0003);
        Bytes.put32(nack, 4, 0x7777);
        Bytes.put32(nack, 8, ssrc);
        Bytes.put32(nack, 12, sequence << 16 | mask);
        sendRtcp(nack);
    }

    /** Goes away without a word. */
    public void vanish() {
        deadline = Long.MAX_VALUE;
        transport = RtcTransport.builder(Stage.CERTIFICATE, stage.random, stage.handshakes)
                .build();
        in = null;
    }

    public void onControl(Consumer<byte[]> listener) {
        controlListeners.add(listener);
    }
}
