package dev.stagedoor.rtc.sdp;

import dev.stagedoor.rtc.RemoteDescription;
import dev.stagedoor.rtc.dtls.Fingerprint;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import java.util.List;

/**
 * What the peer said about the one transport that all sections share.
 *
 * @param credentials the peer's ICE user name fragment and password
 * @param fingerprints at least one certificate fingerprint
 * @param setup the DTLS role the peer wrote
 * @param candidates readable candidates of all sections, without repetitions; may be empty
 * @param endOfCandidates whether no more will follow
 * @param iceLite whether the peer is an ICE-lite agent
 * @param iceOptions for example {@code trickle}
 */
public record RemoteTransport(
        IceCredentials credentials,
        List<Fingerprint> fingerprints,
        SetupRole setup,
        List<IceCandidate> candidates,
        boolean endOfCandidates,
        boolean iceLite,
        List<String> iceOptions) {
    public RemoteTransport {
        fingerprints = List.copyOf(fingerprints);
        candidates = List.copyOf(candidates);
        iceOptions = List.copyOf(iceOptions);
    }

    /** The part that {@link dev.stagedoor.rtc.RtcTransport#start} takes. */
    public RemoteDescription description() {
        return new RemoteDescription(credentials, fingerprints, candidates, iceLite);
    }
}
