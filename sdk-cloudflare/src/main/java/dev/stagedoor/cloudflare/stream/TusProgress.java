package dev.stagedoor.cloudflare.stream;

/** Hears how far an upload is, on the uploading thread. What it throws ends the upload, which can be resumed. */
@FunctionalInterface
public interface TusProgress {
    /**
     * @param received bytes that the server has confirmed
     * @param length of the file
     */
    void received(long received, long length);
}
