package dev.stagedoor.rtc.sdp;

import java.util.Optional;

/**
 * One {@code a=extmap} line (RFC 8285 section 5).
 *
 * @param id local identifier, 1 to 255 (15 is reserved in the one-byte form)
 * @param direction direction seen from the writer; empty when not written
 * @param uri what the extension means, see {@link ExtensionUri}
 */
public record HeaderExtension(int id, Optional<Direction> direction, String uri) {
    public HeaderExtension {
        if (id < 1 || id > 255) {
            throw SdpException.malformed("header extension id must be 1 to 255");
        }
        if (uri.isEmpty()) {
            throw SdpException.malformed("header extension without a URI");
        }
    }

    /** An extension without a direction. */
    public static HeaderExtension of(int id, String uri) {
        return new HeaderExtension(id, Optional.empty(), uri);
    }

    static Optional<HeaderExtension> parse(String value) {
        String[] parts = Words.of(value, 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        String[] idAndDirection = parts[0].split("/", 2);
        int id = Numbers.parse(idAndDirection[0], 255);
        if (id < 1) {
            return Optional.empty();
        }
        Optional<Direction> direction = idAndDirection.length == 2 ? Direction.of(idAndDirection[1]) : Optional.empty();
        return Optional.of(new HeaderExtension(id, direction, parts[1]));
    }

    /** The attribute value as written in SDP. */
    @Override
    public String toString() {
        return id + direction.map(d -> "/" + d.token()).orElse("") + " " + uri;
    }
}
