package dev.stagedoor.rtc.sdp;

import java.util.Optional;

/**
 * Names a track and the stream it belongs to (RFC 8830).
 *
 * @param stream stream id; {@code "-"} means no stream
 * @param track track id; may be empty
 */
public record Msid(String stream, String track) {
    static Optional<Msid> parse(String value) {
        String[] parts = Words.of(value, 3);
        return parts[0].isEmpty()
                ? Optional.empty()
                : Optional.of(new Msid(parts[0], parts.length > 1 ? parts[1] : ""));
    }

    /** The attribute value as written in SDP. */
    @Override
    public String toString() {
        return track.isEmpty() ? stream : stream + " " + track;
    }
}
