package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/**
 * A video that Cloudflare is to fetch.
 *
 * @param input http or https; its server must answer HEAD and GET of ranges. May hold credentials
 * @param settings of the new video
 */
public record CopyRequest(URI input, VideoSettings settings) {
    /**
     * @param input where the file is
     * @return with Cloudflare's defaults for all else
     */
    public static CopyRequest of(URI input) {
        return new CopyRequest(input, VideoSettings.defaults());
    }

    ObjectNode body() {
        ObjectNode body = Json.object().put("input", input.toString());
        settings.name().ifPresent(it -> body.put("name", it));
        settings.writeTo(body);
        settings.writeWatermarkTo(body);
        return body;
    }

    /** Shows no more of the address than its host. */
    @Override
    public String toString() {
        return "CopyRequest[host=" + input.getHost() + ", settings=" + settings + "]";
    }
}
