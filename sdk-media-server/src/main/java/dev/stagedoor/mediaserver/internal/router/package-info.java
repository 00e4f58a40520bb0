/** The media thread's work without sockets and clocks: sessions, live inputs, who gets which packet. */
@NullMarked
package dev.stagedoor.mediaserver.internal.router;

import org.jspecify.annotations.NullMarked;
