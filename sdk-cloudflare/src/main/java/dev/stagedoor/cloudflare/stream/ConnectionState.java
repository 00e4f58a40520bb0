package dev.stagedoor.cloudflare.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * One state of the connection of an encoder, as Cloudflare saw it.
 *
 * @param state such as {@code connected}, {@code reconnecting}, {@code client_disconnect}, {@code ttl_exceeded}, {@code failed_to_connect}
 * @param reason Cloudflare's reason for it
 * @param ingestProtocol such as {@code rtmp}
 * @param enteredAt when it began
 * @param lastSeen when it was last so
 */
public record ConnectionState(
        String state,
        Optional<String> reason,
        Optional<String> ingestProtocol,
        Optional<Instant> enteredAt,
        Optional<Instant> lastSeen) {

    static ConnectionState read(Fields fields) {
        return new ConnectionState(
                fields.text("state").or(() -> fields.text("reason")).orElse("unknown"),
                fields.text("reason"),
                fields.text("ingestProtocol"),
                fields.time("statusEnteredAt"),
                fields.time("statusLastSeen"));
    }
}
