package dev.stagedoor.webrtc;

import dev.stagedoor.rtc.sdp.IceFragment;

/** What an endpoint made of a change to a session. The session lives on in every case (RFC 9725 section 4.3.3). */
public sealed interface PatchOutcome {

    /** Taken. */
    record Done() implements PatchOutcome {}

    /** An ICE restart was taken; these are the server's new credentials and candidates. */
    record Restarted(IceFragment remote) implements PatchOutcome {}

    /** The endpoint does not do this (405, 422, 501), or the session has no URL: go on without. */
    record NotSupported() implements PatchOutcome {}

    /** A later restart was asked for: this reply no longer counts. */
    record Superseded() implements PatchOutcome {}

    /** Not taken. */
    record Failed(SignalingFailure failure) implements PatchOutcome {}
}
