/** A typed client of Cloudflare Stream, useful without the rest of the SDK. */
@NullMarked
package dev.stagedoor.cloudflare.stream;

import org.jspecify.annotations.NullMarked;
