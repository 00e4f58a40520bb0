package dev.stagedoor.cloudflare.stream;

/** Where a video comes from. */
public enum VideoType {
    /** Uploaded, copied or clipped. */
    VOD("vod"),
    /** Broadcast on a live input. */
    LIVE("live");

    final String word;

    VideoType(String word) {
        this.word = word;
    }
}
