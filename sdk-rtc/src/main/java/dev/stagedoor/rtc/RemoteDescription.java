package dev.stagedoor.rtc;

import dev.stagedoor.rtc.dtls.Fingerprint;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import java.util.List;

/**
 * What the peer's SDP says about the transport.
 *
 * @param credentials its {@code a=ice-ufrag} and {@code a=ice-pwd}
 * @param fingerprints its {@code a=fingerprint} lines with an algorithm of ours, at least one; the certificate must have
 *     one of them
 * @param candidates those known so far; may be empty
 * @param iceLite whether the peer is an ICE-lite agent
 */
public record RemoteDescription(
        IceCredentials credentials, List<Fingerprint> fingerprints, List<IceCandidate> candidates, boolean iceLite) {
    public RemoteDescription {
        fingerprints = List.copyOf(fingerprints);
        candidates = List.copyOf(candidates);
        if (fingerprints.isEmpty()) {
            throw new IllegalArgumentException("fingerprints must have at least one sha-256, sha-384 or sha-512 value");
        }
    }
}
