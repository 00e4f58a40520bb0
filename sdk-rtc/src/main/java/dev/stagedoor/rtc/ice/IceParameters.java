package dev.stagedoor.rtc.ice;

import java.time.Duration;
import java.util.List;

/**
 * What an {@link IceAgent} needs to know from the start.
 *
 * @param role who nominates; a lite agent is always controlled
 * @param lite answer checks, send none
 * @param credentials ours
 * @param localCandidates bases of ordinary checks; a server on one public port gives none and only does triggered checks
 * @param timeout until {@link IceState#FAILED} when no pair works
 * @param consentTimeout until consent lapses without a sign of life
 */
public record IceParameters(
        IceRole role,
        boolean lite,
        IceCredentials credentials,
        List<IceCandidate> localCandidates,
        Duration timeout,
        Duration consentTimeout) {
    public IceParameters {
        localCandidates = List.copyOf(localCandidates);
    }
}
