package dev.stagedoor.mediaserver.spi;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Somebody asks to publish or to watch.
 *
 * @param name the path segment behind {@code /whip/} or {@code /whep/}, decoded: what the URL names
 * @param credential the bearer token of the {@code Authorization} header (also without its scheme, as some players send
 *     it); for watching also the {@code token} query parameter. Empty when there is none
 * @param remoteAddress the client's address
 */
public record AdmissionRequest(String name, Optional<String> credential, InetAddress remoteAddress) {}
