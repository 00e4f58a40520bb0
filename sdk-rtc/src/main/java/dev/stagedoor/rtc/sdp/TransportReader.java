package dev.stagedoor.rtc.sdp;

import dev.stagedoor.rtc.dtls.Fingerprint;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the one transport of a bundled description (RFC 9143 section 7.3). */
final class TransportReader {
    private TransportReader() {}

    /**
     * @param accepted the sections that will use the transport, at least one
     * @throws Refusal when they cannot share one or it is incompletely described
     */
    static RemoteTransport read(SessionDescription remote, List<MediaDescription> accepted) {
        requireOneBundle(remote, accepted);
        MediaDescription tagged = tagged(remote, accepted);
        List<Fingerprint> fingerprints = tagged.fingerprints();
        if (fingerprints.isEmpty()) {
            throw Refusal.malformed("there is no usable a=fingerprint");
        }
        return new RemoteTransport(
                credentials(tagged),
                fingerprints,
                tagged.setup().orElse(SetupRole.ACTIVE),
                candidates(remote, tagged),
                tagged.hasEndOfCandidates(),
                tagged.isIceLite(),
                tagged.iceOptions());
    }

    private static void requireOneBundle(SessionDescription remote, List<MediaDescription> accepted) {
        List<String> bundle = remote.bundle();
        boolean together =
                accepted.size() == 1 || accepted.stream().allMatch(m -> !m.mid().isEmpty() && bundle.contains(m.mid()));
        if (!together) {
            throw Refusal.unprocessable(
                    Negotiation.Refused.UNSUPPORTED_TRANSPORT, "all media must be in one BUNDLE group");
        }
    }

    /** The section that describes the transport: the first live one named by the group, else the first accepted. */
    private static MediaDescription tagged(SessionDescription remote, List<MediaDescription> accepted) {
        MediaDescription only = accepted.get(0);
        if (!remote.bundle().contains(only.mid())) {
            return only;
        }
        return remote.bundle().stream()
                .flatMap(mid -> remote.media(mid).stream())
                .filter(m -> m.port() != 0 && m.iceUfrag().isPresent())
                .findFirst()
                .orElse(only);
    }

    private static IceCredentials credentials(MediaDescription section) {
        String ufrag = section.iceUfrag().orElseThrow(() -> Refusal.malformed("there is no a=ice-ufrag"));
        String pwd = section.icePwd().orElseThrow(() -> Refusal.malformed("there is no a=ice-pwd"));
        try {
            return new IceCredentials(ufrag, pwd);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed("a=ice-ufrag or a=ice-pwd is not of the allowed form");
        }
    }

    private static List<IceCandidate> candidates(SessionDescription remote, MediaDescription tagged) {
        Set<IceCandidate> all = new LinkedHashSet<>();
        for (MediaDescription section : remote.media()) {
            if (section.iceUfrag().equals(tagged.iceUfrag())) {
                section.candidates().stream()
                        .limit(Math.max(0, SdpLimits.MAX_CANDIDATES - all.size()))
                        .forEach(all::add);
            }
        }
        return List.copyOf(all);
    }

    /** Our role after an offer: server whenever the peer can be client (RFC 8842 section 5.3). */
    static SetupRole roleInAnswerTo(SetupRole offered) {
        return switch (offered) {
            case ACTPASS, ACTIVE -> SetupRole.PASSIVE;
            case PASSIVE -> SetupRole.ACTIVE;
            case HOLDCONN ->
                throw Refusal.unprocessable(
                        Negotiation.Refused.UNSUPPORTED_TRANSPORT, "a=setup:holdconn cannot be served");
        };
    }
}
