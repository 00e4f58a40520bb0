package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fields of a video that is to be. What is not set is not sent and gets Cloudflare's default. Immutable. */
public final class VideoSettings {
    private final Map<String, String> meta;
    private final @Nullable String creator;
    private final @Nullable Boolean requireSignedUrls;
    private final @Nullable List<String> allowedOrigins;
    private final @Nullable Instant scheduledDeletion;
    private final @Nullable Double thumbnailTimestampPct;
    private final @Nullable String watermark;
    private final @Nullable Integer maxDurationSeconds;
    private final @Nullable Instant expiry;

    private VideoSettings(Builder from) {
        meta = Collections.unmodifiableMap(new TreeMap<>(from.meta));
        creator = from.creator;
        requireSignedUrls = from.requireSignedUrls;
        allowedOrigins = from.allowedOrigins;
        scheduledDeletion = from.scheduledDeletion;
        thumbnailTimestampPct = from.thumbnailTimestampPct;
        watermark = from.watermark;
        maxDurationSeconds = from.maxDurationSeconds;
        expiry = from.expiry;
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return nothing set} */
    public static VideoSettings defaults() {
        return builder().build();
    }

    Optional<String> name() {
        return Optional.ofNullable(meta.get("name"));
    }

    Map<String, String> meta() {
        return meta;
    }

    Optional<String> creator() {
        return Optional.ofNullable(creator);
    }

    Optional<Boolean> requireSignedUrls() {
        return Optional.ofNullable(requireSignedUrls);
    }

    Optional<List<String>> allowedOrigins() {
        return Optional.ofNullable(allowedOrigins);
    }

    Optional<Instant> scheduledDeletion() {
        return Optional.ofNullable(scheduledDeletion);
    }

    OptionalDouble thumbnailTimestampPct() {
        return thumbnailTimestampPct == null ? OptionalDouble.empty() : OptionalDouble.of(thumbnailTimestampPct);
    }

    Optional<String> watermark() {
        return Optional.ofNullable(watermark);
    }

    OptionalInt maxDurationSeconds() {
        return maxDurationSeconds == null ? OptionalInt.empty() : OptionalInt.of(maxDurationSeconds);
    }

    Optional<Instant> expiry() {
        return Optional.ofNullable(expiry);
    }

    /** Adds the fields that copy, clip, direct upload and edit have in common. */
    void writeTo(ObjectNode body) {
        if (!meta.isEmpty()) {
            ObjectNode entries = body.putObject("meta");
            meta.forEach(entries::put);
        }
        creator().ifPresent(it -> body.put("creator", it));
        requireSignedUrls().ifPresent(it -> body.put("requireSignedURLs", it));
        allowedOrigins().ifPresent(it -> it.forEach(body.putArray("allowedOrigins")::add));
        scheduledDeletion().ifPresent(it -> body.put("scheduledDeletion", it.toString()));
        thumbnailTimestampPct().ifPresent(it -> body.put("thumbnailTimestampPct", it));
    }

    void writeWatermarkTo(ObjectNode body) {
        watermark().ifPresent(it -> body.putObject("watermark").put("uid", it));
    }

    /** Shows no values but the creator's. */
    @Override
    public String toString() {
        return "VideoSettings[creator=" + creator + ", requireSignedUrls=" + requireSignedUrls + "]";
    }

    /** Collects fields. Not for use by several threads. */
    public static final class Builder {
        private final Map<String, String> meta = new TreeMap<>();
        private @Nullable String creator;
        private @Nullable Boolean requireSignedUrls;
        private @Nullable List<String> allowedOrigins;
        private @Nullable Instant scheduledDeletion;
        private @Nullable Double thumbnailTimestampPct;
        private @Nullable String watermark;
        private @Nullable Integer maxDurationSeconds;
        private @Nullable Instant expiry;

        private Builder() {}

        /**
         * @param name for Cloudflare's dashboard; the key {@code name} of {@code meta}
         * @return this
         */
        public Builder name(String name) {
            return meta("name", name);
        }

        /**
         * @param key of any kind
         * @param value of any kind
         * @return this
         */
        public Builder meta(String key, String value) {
            meta.put(key, value);
            return this;
        }

        /**
         * @param whose up to 64 characters
         * @return this
         */
        public Builder creator(String whose) {
            if (whose.isEmpty() || whose.length() > 64) {
                throw new IllegalArgumentException("creator must be 1 to 64 characters");
            }
            creator = whose;
            return this;
        }

        /**
         * @param required whether playing takes a signed token
         * @return this
         */
        public Builder requireSignedUrls(boolean required) {
            requireSignedUrls = required;
            return this;
        }

        /**
         * @param hosts whose pages may play, without scheme and path, such as {@code *.example.com}; none: all
         * @return this
         */
        public Builder allowedOrigins(List<String> hosts) {
            allowedOrigins = List.copyOf(hosts);
            return this;
        }

        /**
         * @param at when Cloudflare deletes it, 30 to 1096 days from now
         * @return this
         */
        public Builder scheduledDeletion(Instant at) {
            scheduledDeletion = at;
            return this;
        }

        /**
         * @param part where in the video the thumbnail is, 0 to 1
         * @return this
         */
        public Builder thumbnailTimestampPct(double part) {
            if (!(part >= 0 && part <= 1)) {
                throw new IllegalArgumentException("thumbnailTimestampPct must be 0 to 1, was " + part);
            }
            thumbnailTimestampPct = part;
            return this;
        }

        /**
         * @param uid of a watermark of the account
         * @return this
         */
        public Builder watermark(String uid) {
            watermark = Segments.id("watermark", uid);
            return this;
        }

        /**
         * @param longest what a longer upload is refused for, 1 to 36000; for tus and direct uploads
         * @return this
         */
        public Builder maxDurationSeconds(int longest) {
            if (longest < 1 || longest > 36000) {
                throw new IllegalArgumentException("maxDurationSeconds must be 1 to 36000, was " + longest);
            }
            maxDurationSeconds = longest;
            return this;
        }

        /**
         * @param at until when the upload may begin; for tus and direct uploads
         * @return this
         */
        public Builder expiry(Instant at) {
            expiry = at;
            return this;
        }

        /** {@return the settings} */
        public VideoSettings build() {
            return new VideoSettings(this);
        }
    }
}
