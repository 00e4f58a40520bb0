/** Real media in a user's tests: the embedded media server and headless clients in one JVM, over DTLS-SRTP on loopback. Entry point: {@link dev.stagedoor.testkit.media.LiveTestPlatform}. */
@NullMarked
package dev.stagedoor.testkit.media;

import org.jspecify.annotations.NullMarked;
