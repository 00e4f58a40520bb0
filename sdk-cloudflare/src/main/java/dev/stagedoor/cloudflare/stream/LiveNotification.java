package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;

/**
 * A notification of an account's policy for live inputs. Whether WHIP broadcasts raise any is not known: take it as a hint to look.
 *
 * @param inputUid the live input
 * @param event what happened
 * @param at when
 * @param error the code of an {@link Event#ERRORED}, such as {@code ERR_GOP_OUT_OF_RANGE}
 */
public record LiveNotification(String inputUid, Event event, Optional<Instant> at, Optional<String> error) {
    /** The header that carries the shared secret. */
    public static final String SECRET_HEADER = "cf-webhook-auth";

    /** What happened to a live input. */
    public enum Event {
        /** A publisher came. */
        CONNECTED,
        /** It went. */
        DISCONNECTED,
        /** What it sends cannot be used. */
        ERRORED,
        /** Something that this version does not know. */
        OTHER
    }

    /**
     * Compares secrets in a time that tells nothing about either.
     *
     * @param given the value of {@value #SECRET_HEADER}
     * @param secret as it was given to Cloudflare with the destination
     * @return whether they are the same
     */
    public static boolean isAuthentic(String given, String secret) {
        return !secret.isEmpty() && MessageDigest.isEqual(digest(given), digest(secret));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @param rawBody of an authentic delivery
     * @return what it says; empty when it is about something else, such as Cloudflare's test message
     */
    public static Optional<LiveNotification> parse(byte[] rawBody) {
        return Json.read(rawBody)
                .filter(JsonNode::isObject)
                .map(Fields::of)
                .flatMap(it -> it.object("data"))
                .flatMap(data -> data.text("input_id")
                        .map(uid -> new LiveNotification(
                                uid,
                                event(data.text("event_type").orElse("")),
                                data.time("updated_at"),
                                data.object("live_input_errored")
                                        .flatMap(it -> it.object("error"))
                                        .flatMap(it -> it.text("code")))));
    }

    private static Event event(String word) {
        return switch (word) {
            case "live_input.connected" -> Event.CONNECTED;
            case "live_input.disconnected" -> Event.DISCONNECTED;
            case "live_input.errored" -> Event.ERRORED;
            default -> Event.OTHER;
        };
    }
}
