package dev.stagedoor.cloudflare.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a watermark looks. What is not set is not sent and gets Cloudflare's default. Immutable. */
public final class WatermarkSettings {
    /** Where in the picture. */
    public enum Position {
        UPPER_RIGHT("upperRight"),
        UPPER_LEFT("upperLeft"),
        LOWER_LEFT("lowerLeft"),
        LOWER_RIGHT("lowerRight"),
        /** Padding is of no effect here. */
        CENTER("center");

        private final String word;

        Position(String word) {
            this.word = word;
        }
    }

    private final Map<String, Object> fields;

    private WatermarkSettings(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** {@return a builder with nothing set} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return Cloudflare's defaults: opaque, upper right, padding 0.05, scale 0.15} */
    public static WatermarkSettings defaults() {
        return builder().build();
    }

    /** Values are texts and doubles. */
    Map<String, Object> fields() {
        return fields;
    }

    @Override
    public String toString() {
        return "WatermarkSettings" + fields;
    }

    /** Collects fields. Not for use by several threads. */
    public static final class Builder {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        private Builder() {}

        /**
         * @param name a short description
         * @return this
         */
        public Builder name(String name) {
            fields.put("name", name);
            return this;
        }

        /**
         * @param opacity 0 (invisible) to 1 (opaque); default 1
         * @return this
         */
        public Builder opacity(double opacity) {
            return part("opacity", opacity);
        }

        /**
         * @param padding between picture and edges, 0 to 1 of the video's side; default 0.05
         * @return this
         */
        public Builder padding(double padding) {
            return part("padding", padding);
        }

        /**
         * @param scale 0 (the picture's own size) to 1 (fills the video); default 0.15
         * @return this
         */
        public Builder scale(double scale) {
            return part("scale", scale);
        }

        /**
         * @param position where; default upper right
         * @return this
         */
        public Builder position(Position position) {
            fields.put("position", position.word);
            return this;
        }

        private Builder part(String name, double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(name + " must be 0 to 1, was " + value);
            }
            fields.put(name, value);
            return this;
        }

        /** {@return the settings} */
        public WatermarkSettings build() {
            return new WatermarkSettings(Map.copyOf(fields));
        }
    }
}
