/** Cloudflare Stream: a typed client of its API, and the live-input and recording providers on it. */
@NullMarked
package dev.stagedoor.cloudflare;

import org.jspecify.annotations.NullMarked;
