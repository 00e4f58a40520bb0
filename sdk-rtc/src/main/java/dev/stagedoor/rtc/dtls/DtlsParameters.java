package dev.stagedoor.rtc.dtls;

import dev.stagedoor.rtc.srtp.SrtpProfile;
import java.time.Duration;
import java.util.List;

/**
 * What one handshake needs to know.
 *
 * @param role our part
 * @param certificate ours
 * @param peerFingerprints the peer's certificate must have one of these
 * @param profiles SRTP profiles in order of preference, at least one
 * @param timeout for the whole handshake
 */
public record DtlsParameters(
        DtlsRole role,
        LocalCertificate certificate,
        List<Fingerprint> peerFingerprints,
        List<SrtpProfile> profiles,
        Duration timeout) {
    public DtlsParameters {
        peerFingerprints = List.copyOf(peerFingerprints);
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("profiles must not be empty");
        }
    }
}
