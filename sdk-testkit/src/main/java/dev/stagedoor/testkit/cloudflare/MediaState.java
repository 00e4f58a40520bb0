package dev.stagedoor.testkit.cloudflare;

import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** What the media host has to know of the account, and what it reports back. Safe for use by many threads; answers are of this moment. */
interface MediaState {
    /** The input whose present publish URL has this secret in it. */
    Optional<InputView> inputByPublishSecret(String secret);

    Optional<InputView> input(String uid);

    Optional<VideoView> video(String uid);

    /** The public half of a signing key that has not been revoked, or of the key behind {@code /token}. */
    Optional<PublicKey> signingKey(String kid);

    /** Whether tokens with this key id come from {@code POST /stream/{uid}/token}: those never open live WebRTC. */
    boolean keyOfTokenEndpoint(String kid);

    /** A WHIP publisher's media arrives. Makes no video: WHIP is not recorded. */
    void publisherConnected(String inputUid);

    /** It has ended, or is out of sight. */
    void publisherGone(String inputUid);

    /** Somebody watched by HLS for this long: shows in the analytics. {@code uid} is a video's or an input's. */
    void watched(String uid, Duration time);

    InstantSource clock();
}
