package dev.stagedoor.rtc.sdp;

import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An {@code application/trickle-ice-sdpfrag} body (RFC 8840 section 9.2) for a bundled transport: trickled candidates or
 * an ICE restart. Immutable.
 *
 * @param credentials user name fragment and password; empty when the sender wrote none
 * @param candidates readable candidates of all sections, without repetitions; others were dropped
 * @param endOfCandidates whether the list is complete
 * @param iceLite whether the sender is an ICE-lite agent
 * @param iceOptions for example {@code trickle}
 * @param mids mids of the sections in the fragment, in order
 */
public record IceFragment(
        Optional<IceCredentials> credentials,
        List<IceCandidate> candidates,
        boolean endOfCandidates,
        boolean iceLite,
        List<String> iceOptions,
        List<String> mids) {
    /** The media type of a fragment. */
    public static final String MEDIA_TYPE = "application/trickle-ice-sdpfrag";

    public IceFragment {
        candidates = List.copyOf(candidates);
        iceOptions = List.copyOf(iceOptions);
        mids = List.copyOf(mids);
    }

    /**
     * Parses a body with CRLF or LF line ends. Credentials in a section win over those of the session level. A candidate
     * whose own {@code ufrag} differs is dropped.
     *
     * @throws SdpException when the body is too large, is no fragment, or has credentials of a forbidden form
     */
    public static IceFragment parse(String body) {
        return new IceFragmentParser().parse(body);
    }

    /** A fragment about the first section of a bundle. */
    public static IceFragment of(
            IceCredentials credentials, List<IceCandidate> candidates, boolean endOfCandidates, String mid) {
        return new IceFragment(
                Optional.of(credentials), candidates, endOfCandidates, false, List.of("trickle"), List.of(mid));
    }

    /** Whether this asks for a restart of an ICE session that uses {@code current} (RFC 9725 section 4.3.3). */
    public boolean restarts(IceCredentials current) {
        return credentials
                .filter(c -> !c.ufrag().equals(current.ufrag()) && !c.pwd().equals(current.pwd()))
                .isPresent();
    }

    /** Whether the candidates belong to another ICE session than {@code current}. */
    public boolean isStale(IceCredentials current) {
        return credentials.filter(c -> !c.ufrag().equals(current.ufrag())).isPresent();
    }

    /**
     * The body on the wire, with CRLF line ends: one section, that of the first mid.
     *
     * @param bundle all mids of the BUNDLE group
     * @param kind of the first section
     */
    public String write(List<String> bundle, MediaKind kind) {
        List<Attribute> session = new ArrayList<>();
        if (iceLite) {
            session.add(Attribute.of("ice-lite"));
        }
        if (!iceOptions.isEmpty()) {
            session.add(new Attribute("ice-options", String.join(" ", iceOptions)));
        }
        session.add(new Attribute("group", "BUNDLE " + String.join(" ", bundle)));
        StringBuilder out = new StringBuilder(512);
        session.forEach(a -> a.appendTo(out));
        out.append("m=").append(kind.token()).append(" 9 UDP/TLS/RTP/SAVPF 0\r\n");
        new Attribute("mid", mids.isEmpty() ? bundle.get(0) : mids.get(0)).appendTo(out);
        credentials.ifPresent(c -> {
            new Attribute("ice-ufrag", c.ufrag()).appendTo(out);
            new Attribute("ice-pwd", c.pwd()).appendTo(out);
        });
        candidates.forEach(c -> CandidateLines.write(c).appendTo(out));
        if (endOfCandidates) {
            Attribute.of("end-of-candidates").appendTo(out);
        }
        return out.toString();
    }
}
