/** WHIP (RFC 9725) and WHEP over plain requests and responses. */
@NullMarked
package dev.stagedoor.mediaserver.internal.http;

import org.jspecify.annotations.NullMarked;
