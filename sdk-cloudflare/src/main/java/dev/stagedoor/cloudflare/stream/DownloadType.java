package dev.stagedoor.cloudflare.stream;

/** What a download is. */
public enum DownloadType {
    /** The whole video, MP4. */
    DEFAULT("default"),
    /** The sound alone, M4A. */
    AUDIO("audio");

    final String word;

    DownloadType(String word) {
        this.word = word;
    }
}
