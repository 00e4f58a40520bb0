package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one upload may go to without an API token.
 *
 * @param uid of the video that is to be
 * @param uploadUrl takes one POST of {@code multipart/form-data} with part {@code file}, up to 200 MB; the address is the credential
 * @param watermark the uid of the watermark that it gets
 * @param scheduledDeletion when Cloudflare deletes the video
 */
public record DirectUpload(String uid, URI uploadUrl, Optional<String> watermark, Optional<Instant> scheduledDeletion) {

    /** Shows no credential. */
    @Override
    public String toString() {
        return "DirectUpload[uid=" + uid + "]";
    }
}
