package dev.stagedoor.core.media;

import java.net.URI;

/**
 * A place to publish to.
 *
 * @param id the provider's name for it
 * @param whipUrl where a broadcaster posts its offer (RFC 9725)
 * @param bearer the broadcast key for the {@code Authorization} header; a secret; empty when the URL itself is the secret
 */
public record LiveInput(LiveInputId id, URI whipUrl, String bearer) {
    /** Leaves the secrets out, so that they reach no log. */
    @Override
    public String toString() {
        return "LiveInput[id=" + id + "]";
    }
}
