package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What Cloudflare's player and share page show of a video.
 *
 * @param title of the video
 * @param shareLink where its share button leads
 * @param channelLink where its logo leads
 * @param logo the address of a picture
 * @param mediaId told by Cloudflare; not sent
 */
public record PublicDetails(
        Optional<String> title,
        Optional<String> shareLink,
        Optional<String> channelLink,
        Optional<String> logo,
        Optional<String> mediaId) {

    static PublicDetails read(Fields fields) {
        return new PublicDetails(
                fields.text("title"),
                fields.text("share_link"),
                fields.text("channel_link"),
                fields.text("logo"),
                fields.text("media_id"));
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        title.ifPresent(it -> body.put("title", it));
        shareLink.ifPresent(it -> body.put("share_link", it));
        channelLink.ifPresent(it -> body.put("channel_link", it));
        logo.ifPresent(it -> body.put("logo", it));
        return body;
    }
}
