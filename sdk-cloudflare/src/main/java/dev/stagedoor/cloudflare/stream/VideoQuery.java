package dev.stagedoor.cloudflare.stream;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which videos, in which order. Immutable. */
public final class VideoQuery {
    /** The most videos of a page. */
    public static final int MAX_LIMIT = 1000;

    private final Map<String, String> filters;
    private final @Nullable Instant start;
    private final @Nullable Instant end;
    private final boolean ascending;
    private final int limit;
    private final boolean counts;
    private final PagePosition position;

    private VideoQuery(Builder from, PagePosition position) {
        this.filters = Map.copyOf(from.filters);
        this.start = from.start;
        this.end = from.end;
        this.ascending = from.ascending;
        this.limit = from.limit;
        this.counts = from.counts;
        this.position = position;
    }

    private VideoQuery(VideoQuery from, PagePosition position) {
        this.filters = from.filters;
        this.start = from.start;
        this.end = from.end;
        this.ascending = from.ascending;
        this.limit = from.limit;
        this.counts = from.counts;
        this.position = position;
    }

    /** {@return a builder: all videos, newest first, 1000 to a page} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return all videos, newest first} */
    public static VideoQuery all() {
        return builder().build();
    }

    /**
     * @param uid of a live input
     * @return its broadcasts, running and recorded, newest first
     */
    public static VideoQuery ofLiveInput(String uid) {
        return builder().liveInput(uid).build();
    }

    VideoQuery at(PagePosition further) {
        return new VideoQuery(this, further);
    }

    PagePosition position() {
        return position;
    }

    boolean ascending() {
        return ascending;
    }

    int limit() {
        return limit;
    }

    void writeTo(Call call, int ask) {
        new TreeMap<>(filters).forEach(call::query);
        Instant from = ascending ? position.laterOf(start) : start;
        Instant to = ascending ? end : position.earlierOf(end);
        if (from != null) {
            call.query("start", from.toString());
        }
        if (to != null) {
            call.query("end", to.toString());
        }
        if (ascending) {
            call.query("asc", "true");
        }
        if (ask != MAX_LIMIT) {
            call.query("limit", Integer.toString(ask));
        }
        if (counts) {
            call.query("include_counts", "true");
        }
    }

    @Override
    public String toString() {
        return "VideoQuery[" + filters.keySet() + ", start=" + start + ", end=" + end + ", limit=" + limit + "]";
    }

    /** Collects filters; all must hold. Not for use by several threads. */
    public static final class Builder {
        private final Map<String, String> filters = new TreeMap<>();
        private @Nullable Instant start;
        private @Nullable Instant end;
        private boolean ascending;
        private int limit = MAX_LIMIT;
        private boolean counts;

        private Builder() {}

        /**
         * @param uid of the one video
         * @return this
         */
        public Builder id(String uid) {
            filters.put("id", Segments.id("id", uid));
            return this;
        }

        /**
         * @param creator whose videos
         * @return this
         */
        public Builder creator(String creator) {
            filters.put("creator", creator);
            return this;
        }

        /**
         * @param state any but {@link VideoState#OTHER}
         * @return this
         */
        public Builder status(VideoState state) {
            if (state == VideoState.OTHER) {
                throw new IllegalArgumentException("status must be a state that Cloudflare knows");
            }
            filters.put("status", state.word);
            return this;
        }

        /**
         * @param type where from
         * @return this
         */
        public Builder type(VideoType type) {
            filters.put("type", type.word);
            return this;
        }

        /**
         * @param uid of a live input
         * @return this
         */
        public Builder liveInput(String uid) {
            filters.put("live_input_id", Segments.id("liveInput", uid));
            return this;
        }

        /**
         * @param name {@code meta.name} of the videos
         * @return this
         */
        public Builder name(String name) {
            filters.put("name", name);
            return this;
        }

        /**
         * @param name the exact name
         * @return this
         */
        public Builder videoName(String name) {
            filters.put("video_name", name);
            return this;
        }

        /**
         * @param words part of a name; slow
         * @return this
         */
        public Builder search(String words) {
            filters.put("search", words);
            return this;
        }

        /**
         * @param since the earliest {@code created}
         * @return this
         */
        public Builder start(Instant since) {
            start = since;
            return this;
        }

        /**
         * @param until the latest {@code created}
         * @return this
         */
        public Builder end(Instant until) {
            end = until;
            return this;
        }

        /**
         * @param oldestFirst instead of newest first
         * @return this
         */
        public Builder ascending(boolean oldestFirst) {
            ascending = oldestFirst;
            return this;
        }

        /**
         * @param most videos of a page, 1 to {@link #MAX_LIMIT}
         * @return this
         */
        public Builder limit(int most) {
            if (most < 1 || most > MAX_LIMIT) {
                throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", was " + most);
            }
            limit = most;
            return this;
        }

        /**
         * @param told whether pages say how many videos there are
         * @return this
         */
        public Builder includeCounts(boolean told) {
            counts = told;
            return this;
        }

        /** {@return the query} */
        public VideoQuery build() {
            return new VideoQuery(this, PagePosition.FIRST);
        }
    }
}
