package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * A viewer's token that Cloudflare signs. For fewer than 1,000 calls a day, and never for WHEP: sign with {@link ViewerTokens} otherwise. Immutable.
 */
public final class TokenRequest {
    private final ObjectNode body;

    private TokenRequest(ObjectNode body) {
        this.body = body;
    }

    /** {@return a builder with nothing set: valid from an hour ago to an hour ahead} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return nothing set} */
    public static TokenRequest defaults() {
        return builder().build();
    }

    ObjectNode body() {
        return body;
    }

    /** Shows no values. */
    @Override
    public String toString() {
        return "TokenRequest";
    }

    /** Collects claims. Not for use by several threads. */
    public static final class Builder {
        private static final int MOST_RULES = 5;

        private final ObjectNode body = Json.object();

        private Builder() {}

        /**
         * Signs with a key of the account instead of one of Cloudflare's.
         *
         * @param id of the key
         * @param pem its private part, as {@link SigningKeys#create} told it
         * @return this
         */
        public Builder key(String id, String pem) {
            body.put("id", id).put("pem", pem);
            return this;
        }

        /**
         * @param at until when it is valid, up to 24 hours ahead; to the second
         * @return this
         */
        public Builder expiresAt(Instant at) {
            body.put("exp", at.getEpochSecond());
            return this;
        }

        /**
         * @param at since when it is valid; to the second
         * @return this
         */
        public Builder notBefore(Instant at) {
            body.put("nbf", at.getEpochSecond());
            return this;
        }

        /**
         * @param allowed whether the MP4 may be fetched with it
         * @return this
         */
        public Builder downloadable(boolean allowed) {
            body.put("downloadable", allowed);
            return this;
        }

        /**
         * @param rules up to 5, in order
         * @return this
         */
        public Builder accessRules(List<AccessRule> rules) {
            if (rules.size() > MOST_RULES) {
                throw new IllegalArgumentException("a token takes up to " + MOST_RULES + " access rules");
            }
            rules.forEach(rule -> body.withArray("accessRules").add(rule.body()));
            return this;
        }

        /**
         * @param allowed whether the file as it was uploaded may be fetched with it
         * @return this
         */
        public Builder original(boolean allowed) {
            body.putObject("flags").put("original", allowed);
            return this;
        }

        /** {@return the request} */
        public TokenRequest build() {
            return new TokenRequest(body.deepCopy());
        }
    }
}
