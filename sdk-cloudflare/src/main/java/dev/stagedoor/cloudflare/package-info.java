/** Classes on Cloudflare Stream: the live-input and recording providers for the platform. The client they stand on is in {@code stream}. */
@NullMarked
package dev.stagedoor.cloudflare;

import org.jspecify.annotations.NullMarked;
