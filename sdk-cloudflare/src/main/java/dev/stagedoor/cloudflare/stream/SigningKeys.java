package dev.stagedoor.cloudflare.stream;

import java.util.List;

/** Keys that sign viewers' tokens, up to 1000 for an account. Safe for use by many threads; faults are {@link CloudflareStreamException}s. */
public final class SigningKeys {
    private final Api api;

    SigningKeys(Api api) {
        this.api = api;
    }

    /**
     * Makes a key. Its private parts are told this once. Not repeated when the answer is lost: a key without a holder is then in {@link #list}.
     *
     * @return it, with its private parts
     */
    public SigningKey create() {
        Call call = api.stream("POST", "keys");
        SigningKey key = SigningKey.read(api.object(call));
        if (key.id().isEmpty() || key.pem().isEmpty() && key.jwk().isEmpty()) {
            throw api.unreadable(call, "the new key has no id or no private part");
        }
        return key;
    }

    /** {@return all keys, without private parts} */
    public List<SigningKey> list() {
        return Fields.list(api.result(api.stream("GET", "keys")), SigningKey::read);
    }

    /**
     * Revokes a key: every token it signed stops to be of use.
     *
     * @param id of the key
     * @return whether it was there
     */
    public boolean delete(String id) {
        return Gone.asFalse(() -> api.done(api.stream("DELETE", "keys", Segments.id("id", id))));
    }
}
