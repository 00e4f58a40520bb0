package dev.stagedoor.testkit.cloudflare;

import java.util.Optional;

/**
 * A live input as the media host sees it.
 *
 * @param uid 32 hex digits
 * @param enabled whether it takes publishers
 * @param requireSignedUrls whether watching needs a token
 * @param liveVideo the video of the RTMPS broadcast that is on now; never for WHIP
 */
record InputView(String uid, boolean enabled, boolean requireSignedUrls, Optional<String> liveVideo) {}
