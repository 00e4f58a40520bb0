package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fields of a live input to make or to change. What is not set is not sent: it gets Cloudflare's default, or stays as it is. Immutable. */
public final class LiveInputSettings {
    private final ObjectNode body;

    private LiveInputSettings(ObjectNode body) {
        this.body = body;
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return nothing set: Cloudflare's defaults for all} */
    public static LiveInputSettings defaults() {
        return builder().build();
    }

    ObjectNode body() {
        return body;
    }

    /** Shows which fields are set, and no values. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        return "LiveInputSettings" + names;
    }

    /** Collects fields. Not for use by several threads. */
    public static final class Builder {
        private final ObjectNode body = Json.object();
        private final ObjectNode recording = Json.object();
        private final Map<String, String> meta = new TreeMap<>();
        private boolean metaSet;

        private Builder() {}

        /**
         * @param name for Cloudflare's dashboard; the key {@code name} of {@code meta}
         * @return this
         */
        public Builder name(String name) {
            return meta("name", name);
        }

        /**
         * Sets an entry of {@code meta}; on a change, the entries set here replace all that were there.
         *
         * @param key of any kind
         * @param value of any kind
         * @return this
         */
        public Builder meta(String key, String value) {
            meta.put(key, value);
            metaSet = true;
            return this;
        }

        /**
         * @param mode {@link RecordingMode#OFF} or {@link RecordingMode#AUTOMATIC}
         * @return this
         */
        public Builder recordingMode(RecordingMode mode) {
            if (mode == RecordingMode.OTHER) {
                throw new IllegalArgumentException("recordingMode must be OFF or AUTOMATIC");
            }
            recording.put("mode", mode.word);
            return this;
        }

        /**
         * @param required whether playback by input uid takes a signed token
         * @return this
         */
        public Builder requireSignedUrls(boolean required) {
            recording.put("requireSignedURLs", required);
            return this;
        }

        /**
         * @param hosts whose pages may play, without scheme and path, such as {@code *.example.com}; none: all
         * @return this
         */
        public Builder allowedOrigins(List<String> hosts) {
            hosts.forEach(recording.putArray("allowedOrigins")::add);
            return this;
        }

        /**
         * @param seconds without an encoder after which a recording is ended, 1 to 86400; 0: the platform's default
         * @return this
         */
        public Builder timeoutSeconds(int seconds) {
            recording.put("timeoutSeconds", seconds);
            return this;
        }

        /**
         * @param hidden whether {@code /views} is suppressed
         * @return this
         */
        public Builder hideLiveViewerCount(boolean hidden) {
            recording.put("hideLiveViewerCount", hidden);
            return this;
        }

        /**
         * @param days after which Cloudflare deletes recordings, 30 to 1096; others are answered with {@link BadRequestException}, code 10060
         * @return this
         */
        public Builder deleteRecordingAfterDays(int days) {
            body.put("deleteRecordingAfterDays", days);
            return this;
        }

        /** {@return this; Cloudflare deletes no recordings any more} */
        public Builder keepRecordings() {
            body.putNull("deleteRecordingAfterDays");
            return this;
        }

        /**
         * @param creator of new videos, up to 64 characters
         * @return this
         */
        public Builder defaultCreator(String creator) {
            body.put("defaultCreator", creator);
            return this;
        }

        /**
         * @param enabled whether publishers are let in
         * @return this
         */
        public Builder enabled(boolean enabled) {
            body.put("enabled", enabled);
            return this;
        }

        /**
         * @param preferred whether LL-HLS is asked for; takes {@link RecordingMode#AUTOMATIC}
         * @return this
         */
        public Builder preferLowLatency(boolean preferred) {
            body.put("preferLowLatency", preferred);
            return this;
        }

        /** {@return the settings} */
        public LiveInputSettings build() {
            ObjectNode all = body.deepCopy();
            if (metaSet) {
                ObjectNode entries = all.putObject("meta");
                meta.forEach(entries::put);
            }
            if (!recording.isEmpty()) {
                all.set("recording", recording.deepCopy());
            }
            return new LiveInputSettings(all);
        }
    }
}
