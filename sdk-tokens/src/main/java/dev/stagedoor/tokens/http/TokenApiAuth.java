package dev.stagedoor.tokens.http;

import dev.stagedoor.core.accounts.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** How the token API knows that it is us. Immutable; never shows what it holds. */
public final class TokenApiAuth {
    private final String headerName;
    private final Function<UserId, Optional<String>> value;
    private final boolean secret;
    private final String scheme;

    private TokenApiAuth(String headerName, Function<UserId, Optional<String>> value, boolean secret, String scheme) {
        this.headerName = headerName;
        this.value = value;
        this.secret = secret;
        this.scheme = scheme;
    }

    /**
     * {@code Authorization: Bearer ...} with one key for all users (RFC 6750 section 2.1).
     *
     * @param key the secret
     * @return the scheme
     */
    public static TokenApiAuth bearer(String key) {
        return fixed("Authorization", "Bearer " + Headers.value("the bearer key", key), "bearer key");
    }

    /**
     * A header of its own, such as {@code X-Api-Key}.
     *
     * @param name the header field
     * @param key the secret
     * @return the scheme
     */
    public static TokenApiAuth header(String name, String key) {
        return fixed(Headers.name("the key's header", name), Headers.value("the key", key), "key in " + name);
    }

    /**
     * {@code Authorization: Basic ...} (RFC 7617).
     *
     * @param user without a colon
     * @param password the secret
     * @return the scheme
     */
    public static TokenApiAuth basic(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the user name of basic authentication has no colon");
        }
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return fixed("Authorization", "Basic " + pair, "basic");
    }

    /**
     * {@code Authorization: Bearer ...} with each person's own access token, for an API that takes a signed-in person's word only.
     *
     * @param accessToken finds it; empty where there is none, which makes the call a configuration fault without anything being sent. Called by many threads
     * @return the scheme
     */
    public static TokenApiAuth perUser(Function<UserId, Optional<String>> accessToken) {
        return new TokenApiAuth(
                "Authorization",
                user -> accessToken.apply(user).filter(Headers::isValue).map(token -> "Bearer " + token),
                true,
                "bearer token of each user");
    }

    /** {@return no credentials at all, for a network that is trusted} */
    public static TokenApiAuth none() {
        return new TokenApiAuth("", user -> Optional.of(""), false, "none");
    }

    private static TokenApiAuth fixed(String name, String value, String scheme) {
        Optional<String> always = Optional.of(value);
        return new TokenApiAuth(name, user -> always, true, scheme);
    }

    boolean isSecret() {
        return secret;
    }

    String headerName() {
        return headerName;
    }

    Optional<String> valueFor(UserId user) {
        return value.apply(user);
    }

    @Override
    public String toString() {
        return "TokenApiAuth[" + scheme + "]";
    }
}
