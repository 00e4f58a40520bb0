package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fields of a video to change. What is not set is not sent and stays. Immutable. */
public final class VideoEdit {
    private final ObjectNode body;

    private VideoEdit(ObjectNode body) {
        this.body = body;
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    ObjectNode body() {
        return body;
    }

    boolean isEmpty() {
        return body.isEmpty();
    }

    /** Shows which fields are set, and no values. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        return "VideoEdit" + names;
    }

    /** Collects fields. Not for use by several threads. */
    public static final class Builder {
        private final ObjectNode body = Json.object();

        private Builder() {}

        /**
         * @param entries replace all that were there
         * @return this
         */
        public Builder meta(Map<String, String> entries) {
            ObjectNode meta = body.putObject("meta");
            entries.forEach(meta::put);
            return this;
        }

        /**
         * @param creator whose it is, up to 64 characters
         * @return this
         */
        public Builder creator(String creator) {
            body.put("creator", creator);
            return this;
        }

        /**
         * @param required whether playing takes a signed token
         * @return this
         */
        public Builder requireSignedUrls(boolean required) {
            body.put("requireSignedURLs", required);
            return this;
        }

        /**
         * @param hosts whose pages may play, without scheme and path; none: all
         * @return this
         */
        public Builder allowedOrigins(List<String> hosts) {
            hosts.forEach(body.putArray("allowedOrigins")::add);
            return this;
        }

        /**
         * @param at when Cloudflare deletes it, 30 to 1096 days after its upload
         * @return this
         */
        public Builder scheduledDeletion(Instant at) {
            body.put("scheduledDeletion", at.toString());
            return this;
        }

        /** {@return this; Cloudflare does not delete it any more} */
        public Builder noScheduledDeletion() {
            body.putNull("scheduledDeletion");
            return this;
        }

        /**
         * @param part where in the video the thumbnail is, 0 to 1
         * @return this
         */
        public Builder thumbnailTimestampPct(double part) {
            body.put("thumbnailTimestampPct", part);
            return this;
        }

        /**
         * @param longest the longest upload, 1 to 36000 s
         * @return this
         */
        public Builder maxDurationSeconds(int longest) {
            body.put("maxDurationSeconds", longest);
            return this;
        }

        /**
         * @param at until when its upload may begin
         * @return this
         */
        public Builder uploadExpiry(Instant at) {
            body.put("uploadExpiry", at.toString());
            return this;
        }

        /**
         * @param details what Cloudflare's player shows
         * @return this
         */
        public Builder publicDetails(PublicDetails details) {
            body.set("publicDetails", details.body());
            return this;
        }

        /** {@return the edit} */
        public VideoEdit build() {
            return new VideoEdit(body.deepCopy());
        }
    }
}
