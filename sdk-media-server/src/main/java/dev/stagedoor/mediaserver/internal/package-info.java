/** Puts sockets, router, sessions and endpoints together. */
@NullMarked
package dev.stagedoor.mediaserver.internal;

import org.jspecify.annotations.NullMarked;
