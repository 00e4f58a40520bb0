package dev.stagedoor.cloudflare.stream;

import java.util.Optional;

/**
 * What the media host says of an id. Whether a WHIP broadcast makes an input live here is not known; by WHEP it is 409 or not.
 *
 * @param isInput whether it is a live input
 * @param videoUid the video of the running broadcast
 * @param live whether a broadcast runs
 */
public record Lifecycle(boolean isInput, Optional<String> videoUid, boolean live) {}
