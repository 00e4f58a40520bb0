package dev.stagedoor.cloudflare.stream;

/**
 * How much of one video was played by HLS and DASH.
 *
 * @param uid of the video
 * @param minutes of all viewers together
 */
public record MinutesViewed(String uid, long minutes) {}
