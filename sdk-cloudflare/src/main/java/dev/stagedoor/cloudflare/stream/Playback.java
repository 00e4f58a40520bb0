package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.util.Optional;

/**
 * Where players play from, by uid: of no use as they stand when signed URLs are required.
 *
 * @param hls the HLS manifest
 * @param dash the DASH manifest
 */
public record Playback(Optional<URI> hls, Optional<URI> dash) {}
