package dev.stagedoor.server.config;

import java.net.URI;
import java.util.Optional;

/**
 * An account at Cloudflare Stream.
 *
 * @param accountId 32 hexadecimal digits
 * @param apiToken with the permission Account, Stream, Edit; a secret
 * @param customerCode as in the account's media addresses; empty when they are to be learned from the API
 * @param signingKey signs viewers' addresses; empty when the server makes one itself and keeps it
 * @param baseUrl of the API; empty for Cloudflare's own
 * @param webhookSecret of the webhook for videos; empty keeps that address closed
 * @param notificationSecret of the notifications for live inputs; empty keeps that address closed
 */
public record CloudflareSettings(
        String accountId,
        String apiToken,
        Optional<String> customerCode,
        Optional<SigningKey> signingKey,
        Optional<URI> baseUrl,
        Optional<String> webhookSecret,
        Optional<String> notificationSecret) {

    /**
     * A key that signs viewers' addresses.
     *
     * @param id the key's id
     * @param key its private part as Cloudflare gives it: PEM or JWK in Base64; a secret
     */
    public record SigningKey(String id, String key) {
        /** Shows the id. */
        @Override
        public String toString() {
            return "SigningKey[id=" + id + "]";
        }
    }

    /** Secrets never leave through a log line. */
    @Override
    public String toString() {
        return "CloudflareSettings[accountId=" + accountId + ", customerCode=" + customerCode + ", baseUrl=" + baseUrl
                + "]";
    }
}
