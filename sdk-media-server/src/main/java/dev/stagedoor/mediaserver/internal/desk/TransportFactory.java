package dev.stagedoor.mediaserver.internal.desk;

import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.sdp.LocalTransport;
import dev.stagedoor.rtc.sdp.Negotiation;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Makes transports that share a certificate and candidates.
 *
 * @param candidates ours, the one most likely to be reached first
 * @param handshakes runs blocking DTLS handshakes
 */
public record TransportFactory(
        LocalCertificate certificate, List<IceCandidate> candidates, SecureRandom random, Executor handshakes) {
    private static final Duration HANDSHAKE = Duration.ofSeconds(15);

    /** Copies the candidates. */
    public TransportFactory {
        candidates = List.copyOf(candidates);
    }

    RtcTransport create(Runnable wakeup) {
        return RtcTransport.builder(certificate, random, handshakes)
                .localCandidates(candidates)
                .wakeup(wakeup)
                .iceTimeout(HANDSHAKE)
                .handshakeTimeout(HANDSHAKE)
                .build();
    }

    String answer(Negotiation.Accepted agreement, RtcTransport transport) {
        LocalTransport local = LocalTransport.builder(
                        transport.localCredentials(), certificate.fingerprint(), random.nextLong() >>> 2)
                .candidates(candidates)
                .endOfCandidates(true)
                .build();
        return agreement.answer(local).toString();
    }
}
