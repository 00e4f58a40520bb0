package dev.stagedoor.server.config;

import java.net.URI;
import java.util.Optional;

/**
 * An S3-compatible object storage.
 *
 * @param endpoint where it is; empty for Amazon's own
 * @param region such as {@code eu-central-1}
 * @param bucket the bucket
 * @param prefix what every key begins with; may be empty
 * @param accessKey names the key
 * @param secretKey a secret
 */
public record S3Settings(
        Optional<URI> endpoint, String region, String bucket, String prefix, String accessKey, String secretKey) {
    /** Leaves the secret out, so that it reaches no log. */
    @Override
    public String toString() {
        return "S3Settings[endpoint=" + endpoint + ", region=" + region + ", bucket=" + bucket + ", prefix=" + prefix
                + "]";
    }
}
