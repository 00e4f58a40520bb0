package dev.stagedoor.cloudflare.stream;

import java.util.Optional;

/**
 * An additional audio track of a video.
 *
 * @param uid of the track
 * @param label what tells it from the video's other tracks
 * @param isDefault whether players begin with it
 * @param status {@code queued}, {@code ready} or {@code error}; empty when none was told
 */
public record AudioTrack(String uid, Optional<String> label, boolean isDefault, Optional<String> status) {
    static AudioTrack read(Fields fields) {
        return new AudioTrack(
                fields.text("uid").orElse(""),
                fields.text("label"),
                fields.truth(false, "default"),
                fields.text("status"));
    }
}
