package dev.stagedoor.mediaserver.internal.provider;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.media.WatchGrant;
import dev.stagedoor.core.session.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed watch grant.
 *
 * @param serial grows with every token, also over restarts, so that all issued up to a moment can be made worthless
 */
public record WatchToken(WatchGrant grant, long serial) {
    private static final String PURPOSE = "watch";
    private static final int LONGEST = 2_000;

    /** The token's text. */
    public String text(Seal seal) {
        String body = String.join(
                "\n",
                grant.streamId().toString(),
                grant.liveInputId().value(),
                grant.userId().toString(),
                grant.viewerSessionId().toString(),
                Long.toString(grant.expiresAt().toEpochMilli()),
                Long.toString(serial));
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(body.getBytes(StandardCharsets.UTF_8));
        return payload + "." + seal.sign(PURPOSE, payload);
    }

    /** Reads a token; empty when it is not one of ours. */
    public static Optional<WatchToken> read(String text, Seal seal) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        String payload = text.substring(0, dot);
        if (!Seal.same(seal.sign(PURPOSE, payload), text.substring(dot + 1))) {
            return Optional.empty();
        }
        return parse(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8).split("\n"));
    }

    private static Optional<WatchToken> parse(String[] fields) {
        if (fields.length != 6) {
            return Optional.empty();
        }
        Instant expiresAt = Instant.ofEpochMilli(Long.parseLong(fields[4]));
        long serial = Long.parseLong(fields[5]);
        return StreamId.parse(fields[0])
                .flatMap(stream -> UserId.parse(fields[2])
                        .flatMap(user -> ViewerSessionId.parse(fields[3])
                                .map(device ->
                                        new WatchGrant(stream, new LiveInputId(fields[1]), user, device, expiresAt))))
                .map(grant -> new WatchToken(grant, serial));
    }
}
