/**
 * The embedded media server: WHIP in, WHEP out, one port, forwarding without transcoding.
 *
 * <p>{@link dev.stagedoor.mediaserver.MediaServer} is the front door; any HTTP server carries its endpoints by handing
 * {@link dev.stagedoor.mediaserver.EndpointRequest}s to {@link dev.stagedoor.mediaserver.MediaServer#handle}.
 */
@NullMarked
package dev.stagedoor.mediaserver;

import org.jspecify.annotations.NullMarked;
