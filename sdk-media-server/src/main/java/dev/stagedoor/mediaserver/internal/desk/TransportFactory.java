package dev.stagedoor.mediaserver.internal.desk;

import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.LocalTransport;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.Msid;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.OutboundTrack;
import dev.stagedoor.rtc.sdp.RtpCodec;
import dev.stagedoor.rtc.sdp.SessionDescription;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Makes transports that share a certificate and candidates.
 *
 * @param candidates ours, the one most likely to be reached first
 * @param handshakes runs blocking DTLS handshakes
 * @param lockstep whether the media thread waits for each step of a handshake, for tests that are to be deterministic
 */
public record TransportFactory(
        LocalCertificate certificate,
        List<IceCandidate> candidates,
        SecureRandom random,
        Executor handshakes,
        boolean lockstep) {
    private static final int WARM_ROUNDS = 50;
    private static final Duration HANDSHAKE = Duration.ofSeconds(15);

    /** Copies the candidates. */
    public TransportFactory {
        candidates = List.copyOf(candidates);
    }

    RtcTransport create(Runnable wakeup) {
        RtcTransport.Builder builder = RtcTransport.builder(certificate, random, handshakes)
                .localCandidates(candidates)
                .iceTimeout(HANDSHAKE)
                .handshakeTimeout(HANDSHAKE);
        return (lockstep ? builder : builder.wakeup(wakeup)).build();
    }

    String answer(Negotiation.Accepted agreement, RtcTransport transport) {
        LocalTransport local = LocalTransport.builder(
                        transport.localCredentials(), certificate.fingerprint(), random.nextLong() >>> 2)
                .candidates(candidates)
                .endOfCandidates(true)
                .build();
        return agreement.answer(local).toString();
    }

    void warmUp(Agreements agreements) {
        RtcTransport transport = create(() -> {});
        LocalTransport local = LocalTransport.builder(transport.localCredentials(), certificate.fingerprint(), 1)
                .build();
        OutboundTrack video =
                new OutboundTrack(MediaKind.VIDEO, RtpCodec.vp8(96), 1, 2, "warm", new Msid("warm", "video"));
        for (int i = 0; i < WARM_ROUNDS; i++) {
            String offer = ClientOffer.publish(List.of(video)).describe(local).toString();
            agreements
                    .publish(SessionDescription.parse(offer), Optional.empty())
                    .fold(agreement -> answer(agreement, transport), refused -> "");
        }
    }
}
