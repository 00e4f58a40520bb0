package dev.stagedoor.rtc;

import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceRole;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.srtp.SrtpContext;
import dev.stagedoor.rtc.srtp.SrtpProfile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executor;

/** Two transports that meet in memory, for nothing but loaded and compiled code. */
final class WarmUp {
    private static final int HANDSHAKES = 3;
    private static final int PACKETS = 4000;
    private static final int PACKET = 1200;

    private final RtcTransport offerer;
    private final RtcTransport answerer;
    private final InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    private final InetSocketAddress there = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);

    private WarmUp(LocalCertificate certificate, SecureRandom random, Executor handshakes, SrtpProfile profile) {
        offerer = RtcTransport.builder(certificate, random, handshakes)
                .iceRole(IceRole.CONTROLLING)
                .localCandidates(List.of(IceCandidate.udpHost(here, 1)))
                .srtpProfiles(List.of(profile))
                .build();
        answerer = RtcTransport.builder(certificate, random, handshakes).build();
        answerer.start(remote(certificate, offerer, List.of()), DtlsRole.SERVER, 0);
        List<IceCandidate> candidates = List.of(IceCandidate.udpHost(there, 1));
        offerer.start(remote(certificate, answerer, candidates), DtlsRole.CLIENT, 0);
    }

    private static RemoteDescription remote(
            LocalCertificate certificate, RtcTransport peer, List<IceCandidate> candidates) {
        return new RemoteDescription(peer.localCredentials(), List.of(certificate.fingerprint()), candidates, false);
    }

    static void run(LocalCertificate certificate, SecureRandom random, Executor handshakes) {
        for (int i = 0; i < HANDSHAKES; i++) {
            for (SrtpProfile profile : SrtpProfile.values()) {
                new WarmUp(certificate, random, handshakes, profile).meet();
            }
        }
        for (SrtpProfile profile : SrtpProfile.values()) {
            protectSome(profile);
        }
    }

    private void meet() {
        boolean moved;
        do {
            moved = carry(offerer, answerer, NetworkPath.udp(there, here));
            moved |= carry(answerer, offerer, NetworkPath.udp(here, there));
        } while (moved);
        offerer.close(0);
        answerer.close(0);
    }

    private static boolean carry(RtcTransport from, RtcTransport to, NetworkPath arrival) {
        boolean moved = false;
        for (Output next = from.poll(); !(next instanceof Deadline); next = from.poll()) {
            if (next instanceof Transmit transmit) {
                moved = true;
                to.receive(arrival, transmit.datagram(), 0, transmit.datagram().length, 0);
            }
        }
        return moved;
    }

    private static void protectSome(SrtpProfile profile) {
        byte[] key = new byte[profile.keyLength()];
        byte[] salt = new byte[profile.saltLength()];
        SrtpContext outbound = SrtpContext.outbound(profile, key, salt);
        SrtpContext inbound = SrtpContext.inbound(profile, key, salt);
        byte[] packet = new byte[PACKET + SrtpContext.MAX_OVERHEAD];
        for (int i = 0; i < PACKETS; i++) {
            packet[0] = (byte) 0x80;
            packet[2] = (byte) (i >>> 8);
            packet[3] = (byte) i;
            inbound.unprotectRtp(packet, 0, outbound.protectRtp(packet, 0, PACKET));
        }
    }
}
