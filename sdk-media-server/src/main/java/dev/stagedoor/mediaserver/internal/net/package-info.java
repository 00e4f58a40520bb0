/** The sockets: one UDP port, and the same TCP port, read and written by one thread. */
@NullMarked
package dev.stagedoor.mediaserver.internal.net;

import org.jspecify.annotations.NullMarked;
