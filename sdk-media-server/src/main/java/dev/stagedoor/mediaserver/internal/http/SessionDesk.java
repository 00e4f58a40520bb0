package dev.stagedoor.mediaserver.internal.http;

import dev.stagedoor.mediaserver.spi.Admission.Admitted;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.sdp.IceFragment;
import dev.stagedoor.rtc.sdp.SessionDescription;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What the endpoints ask of the rest of the server. Called on HTTP threads, several at once. */
public interface SessionDesk {

    /** Opens a session for an offer that was let in. */
    Outcome open(Door door, String name, Admitted admitted, SessionDescription offer, InetAddress remoteAddress);

    /** A session that was opened by this door for this name and is not over. */
    Optional<Session> find(Door door, String name, String id);

    /** Why one more POST from this address is too much now; empty when it is not. */
    Optional<Problem> throttle(InetAddress remoteAddress);

    /** Counts a refusal. */
    void refused(String code);

    /** What came of an offer. */
    sealed interface Outcome {}

    /** A session was opened. */
    record Opened(String id, String answer, String entityTag) implements Outcome {}

    /** No session was opened. */
    record NotOpened(Problem problem) implements Outcome {}

    /** The answer to a restart. */
    record Restarted(String body, String entityTag) {}

    /** One session as its URL sees it. */
    interface Session {
        /** The strong entity-tag of the current ICE session, with its quotes. */
        String entityTag();

        /** The peer's credentials of the current ICE session. */
        IceCredentials remoteCredentials();

        /** Takes trickled candidates. */
        void trickle(List<IceCandidate> candidates);

        /** Restarts ICE; empty when it is not possible now. */
        Optional<Restarted> restart(IceFragment fragment);

        /** Ends the session. */
        void delete();
    }
}
