package dev.stagedoor.testkit.cloudflare;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A video as the media host sees it.
 *
 * @param uid 32 hex digits
 * @param state such as {@code ready}
 * @param ready whether it plays: may be true before {@code state} is {@code ready}
 * @param requireSignedUrls whether watching needs a token
 * @param file what was uploaded; empty for broadcasts and for uploads that are not complete
 */
record VideoView(String uid, String state, boolean ready, boolean requireSignedUrls, Optional<Path> file) {}
