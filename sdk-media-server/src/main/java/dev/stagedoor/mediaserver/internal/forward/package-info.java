/** Forwarding of RTP without transcoding: one track in, the same bytes with other headers out. No sockets, no keys. */
@NullMarked
package dev.stagedoor.mediaserver.internal.forward;

import org.jspecify.annotations.NullMarked;
