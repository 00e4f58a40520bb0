package dev.stagedoor.server.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where wallets are when somebody else keeps them.
 *
 * @param url where the token API is
 * @param key the bearer secret
 * @param honoursKey whether the API promises one effect for each {@code Idempotency-Key}
 * @param balancePath path of the balance; empty for the contract's
 * @param deductPath path of the deduction; empty for the contract's
 * @param refundPath path of the refund; empty where there is none
 * @param lookUpPath path of the look-up, with <code>{key}</code> in it; empty where there is none
 * @param userHeader header that names the person
 */
public record TokensApi(
        URI url,
        String key,
        boolean honoursKey,
        Optional<String> balancePath,
        Optional<String> deductPath,
        Optional<String> refundPath,
        Optional<String> lookUpPath,
        String userHeader) {

    /** Secrets never leave through a log line. */
    @Override
    public String toString() {
        return "TokensApi[" + url.getScheme() + "://" + url.getRawAuthority() + "]";
    }
}
