package dev.stagedoor.cloudflare.stream;

import java.net.URI;

/**
 * An upload that was begun.
 *
 * @param location where the file is sent to; a credential
 * @param videoUid the video it becomes
 * @param length of the file in bytes
 */
public record TusUpload(URI location, String videoUid, long length) {
    /** Leaves the address out, so that it reaches no log. */
    @Override
    public String toString() {
        return "TusUpload[videoUid=" + videoUid + ", length=" + length + "]";
    }
}
