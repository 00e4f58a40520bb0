package dev.stagedoor.cloudflare.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that signs viewers' tokens.
 *
 * @param id goes into the tokens as {@code kid}
 * @param pem the private key, base64 of PEM; only when it was just made
 * @param jwk the private key, base64 of JWK; only when it was just made
 * @param created when it was made
 */
public record SigningKey(String id, Optional<String> pem, Optional<String> jwk, Optional<Instant> created) {
    static SigningKey read(Fields fields) {
        return new SigningKey(
                fields.text("id", "key_id").orElse(""), fields.text("pem"), fields.text("jwk"), fields.time("created"));
    }

    /** Shows no private key. */
    @Override
    public String toString() {
        return "SigningKey[id=" + id + ", created="
                + created.map(Instant::toString).orElse("unknown") + "]";
    }
}
