package dev.stagedoor.webrtc;

import dev.stagedoor.rtc.sdp.SessionDescription;
import java.util.List;

/** What an endpoint made of an offer. */
public sealed interface OfferOutcome {

    /** The answer; the session is there. */
    record Answered(SessionDescription answer, List<IceServer> iceServers) implements OfferOutcome {
        public Answered {
            iceServers = List.copyOf(iceServers);
        }
    }

    /** An offer of the endpoint's own (WHEP, status 406): answer it with {@link Signaling#answer}. */
    record CounterOffered(SessionDescription offer, List<IceServer> iceServers) implements OfferOutcome {
        public CounterOffered {
            iceServers = List.copyOf(iceServers);
        }
    }

    /** No session. */
    record Refused(SignalingFailure failure) implements OfferOutcome {}
}
