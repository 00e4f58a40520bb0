package dev.stagedoor.core.session;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One class, as it was when it was read. Immutable. */
public final class StreamSession {
    private final StreamId id;
    private final UserId instructor;
    private final String title;
    private final String description;
    private final StreamStatus status;
    private final Instant scheduledStart;
    private final ZoneId zone;
    private final Duration duration;
    private final Tokens price;
    private final int seatsTaken;
    private final int peakViewers;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final long version;
    private final @Nullable Integer capacity;
    private final @Nullable Instant actualStart;
    private final @Nullable Instant actualEnd;
    private final @Nullable String thumbnailUrl;
    private final @Nullable String recordingId;
    private final @Nullable Instant recordingExpiresAt;
    private final @Nullable Instant migrationScheduledAt;
    private final @Nullable UUID migratedToWorkoutId;
    private final @Nullable LiveInputId liveInputId;

    private StreamSession(Builder builder) {
        id = builder.id;
        instructor = builder.instructor;
        title = builder.title;
        description = builder.description;
        status = builder.status;
        scheduledStart = builder.scheduledStart;
        zone = builder.zone;
        duration = builder.duration;
        price = builder.price;
        seatsTaken = builder.seatsTaken;
        peakViewers = builder.peakViewers;
        createdAt = builder.createdAt;
        updatedAt = builder.updatedAt;
        version = builder.version;
        capacity = builder.capacity;
        actualStart = builder.actualStart;
        actualEnd = builder.actualEnd;
        thumbnailUrl = builder.thumbnailUrl;
        recordingId = builder.recordingId;
        recordingExpiresAt = builder.recordingExpiresAt;
        migrationScheduledAt = builder.migrationScheduledAt;
        migratedToWorkoutId = builder.migratedToWorkoutId;
        liveInputId = builder.liveInputId;
    }

    /**
     * Begins a planned class.
     *
     * @param id who it is
     * @param instructor who gives it
     * @param draft what is planned, free of violations
     * @param now when it was planned
     * @return a builder with nothing sold yet
     */
    public static Builder planned(StreamId id, UserId instructor, StreamDraft draft, Instant now) {
        return new Builder(id, instructor, draft, now);
    }

    /** {@return a builder that starts from this} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the planned end} */
    public Instant scheduledEnd() {
        return scheduledStart.plus(duration);
    }

    /** {@return how many seats are left, never below zero; empty for no limit} */
    public OptionalInt seatsLeft() {
        return capacity == null ? OptionalInt.empty() : OptionalInt.of(Math.max(0, capacity - seatsTaken));
    }

    /**
     * @param now when
     * @return whether there is a recording that people with a seat may still watch
     */
    public boolean replayAvailable(Instant now) {
        return status == StreamStatus.ENDED
                && recordingId != null
                && recordingExpiresAt != null
                && now.isBefore(recordingExpiresAt);
    }

    /** {@return who it is} */
    public StreamId id() {
        return id;
    }

    /** {@return who gives it} */
    public UserId instructor() {
        return instructor;
    }

    /** {@return 1 to 200 characters} */
    public String title() {
        return title;
    }

    /** {@return may be empty} */
    public String description() {
        return description;
    }

    /** {@return where it is in its life} */
    public StreamStatus status() {
        return status;
    }

    /** {@return the planned start} */
    public Instant scheduledStart() {
        return scheduledStart;
    }

    /** {@return the instructor's zone: dates of people and calendars follow it} */
    public ZoneId zone() {
        return zone;
    }

    /** {@return the planned length, whole minutes} */
    public Duration duration() {
        return duration;
    }

    /** {@return what a seat costs now} */
    public Tokens price() {
        return price;
    }

    /** {@return seats sold or held} */
    public int seatsTaken() {
        return seatsTaken;
    }

    /** {@return the most people who watched at once} */
    public int peakViewers() {
        return peakViewers;
    }

    /** {@return when it was planned} */
    public Instant createdAt() {
        return createdAt;
    }

    /** {@return when it was last changed} */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** {@return rises with each change; storage refuses to overwrite a newer one} */
    public long version() {
        return version;
    }

    /** {@return how many seats there are; empty for no limit} */
    public OptionalInt capacity() {
        return capacity == null ? OptionalInt.empty() : OptionalInt.of(capacity);
    }

    /** {@return when it went live} */
    public Optional<Instant> actualStart() {
        return Optional.ofNullable(actualStart);
    }

    /** {@return when it ended or was broken off} */
    public Optional<Instant> actualEnd() {
        return Optional.ofNullable(actualEnd);
    }

    /** {@return where its picture is} */
    public Optional<String> thumbnailUrl() {
        return Optional.ofNullable(thumbnailUrl);
    }

    /** {@return the provider's name for its recording; present while a replay can be had} */
    public Optional<String> recordingId() {
        return Optional.ofNullable(recordingId);
    }

    /** {@return when replay access ends} */
    public Optional<Instant> recordingExpiresAt() {
        return Optional.ofNullable(recordingExpiresAt);
    }

    /** {@return when it may move to the catalog} */
    public Optional<Instant> migrationScheduledAt() {
        return Optional.ofNullable(migrationScheduledAt);
    }

    /** {@return the catalog entry it became} */
    public Optional<UUID> migratedToWorkoutId() {
        return Optional.ofNullable(migratedToWorkoutId);
    }

    /** {@return where its media arrives} */
    public Optional<LiveInputId> liveInputId() {
        return Optional.ofNullable(liveInputId);
    }

    @Override
    public String toString() {
        return "StreamSession[" + id + ", " + status.wireName() + ", " + scheduledStart + "]";
    }

    /** Builds a changed or stored class. Not for use by several threads. */
    public static final class Builder {
        private final StreamId id;
        private final UserId instructor;
        private String title;
        private String description;
        private StreamStatus status;
        private Instant scheduledStart;
        private ZoneId zone;
        private Duration duration;
        private Tokens price;
        private int seatsTaken;
        private int peakViewers;
        private Instant createdAt;
        private Instant updatedAt;
        private long version;
        private @Nullable Integer capacity;
        private @Nullable Instant actualStart;
        private @Nullable Instant actualEnd;
        private @Nullable String thumbnailUrl;
        private @Nullable String recordingId;
        private @Nullable Instant recordingExpiresAt;
        private @Nullable Instant migrationScheduledAt;
        private @Nullable UUID migratedToWorkoutId;
        private @Nullable LiveInputId liveInputId;

        private Builder(StreamId id, UserId instructor, StreamDraft draft, Instant now) {
            this.id = id;
            this.instructor = instructor;
            title = draft.title();
            description = draft.description();
            status = StreamStatus.SCHEDULED;
            scheduledStart = draft.scheduledStart();
            zone = draft.zone();
            duration = draft.duration();
            price = draft.price();
            capacity = draft.capacity().isPresent() ? (Integer) draft.capacity().getAsInt() : null;
            createdAt = now;
            updatedAt = now;
        }

        private Builder(StreamSession from) {
            id = from.id;
            instructor = from.instructor;
            title = from.title;
            description = from.description;
            status = from.status;
            scheduledStart = from.scheduledStart;
            zone = from.zone;
            duration = from.duration;
            price = from.price;
            seatsTaken = from.seatsTaken;
            peakViewers = from.peakViewers;
            createdAt = from.createdAt;
            updatedAt = from.updatedAt;
            version = from.version;
            capacity = from.capacity;
            actualStart = from.actualStart;
            actualEnd = from.actualEnd;
            thumbnailUrl = from.thumbnailUrl;
            recordingId = from.recordingId;
            recordingExpiresAt = from.recordingExpiresAt;
            migrationScheduledAt = from.migrationScheduledAt;
            migratedToWorkoutId = from.migratedToWorkoutId;
            liveInputId = from.liveInputId;
        }

        /**
         * @param value 1 to 200 characters
         * @return this
         */
        public Builder title(String value) {
            title = value;
            return this;
        }

        /**
         * @param value may be empty
         * @return this
         */
        public Builder description(String value) {
            description = value;
            return this;
        }

        /**
         * @param value where it is in its life
         * @return this
         */
        public Builder status(StreamStatus value) {
            status = value;
            return this;
        }

        /**
         * @param value the planned start
         * @return this
         */
        public Builder scheduledStart(Instant value) {
            scheduledStart = value;
            return this;
        }

        /**
         * @param value the instructor's zone: dates of people and calendars follow it
         * @return this
         */
        public Builder zone(ZoneId value) {
            zone = value;
            return this;
        }

        /**
         * @param value the planned length, whole minutes
         * @return this
         */
        public Builder duration(Duration value) {
            duration = value;
            return this;
        }

        /**
         * @param value what a seat costs now
         * @return this
         */
        public Builder price(Tokens value) {
            price = value;
            return this;
        }

        /**
         * @param value seats sold or held
         * @return this
         */
        public Builder seatsTaken(int value) {
            seatsTaken = value;
            return this;
        }

        /**
         * @param value the most people who watched at once
         * @return this
         */
        public Builder peakViewers(int value) {
            peakViewers = value;
            return this;
        }

        /**
         * @param value when it was planned
         * @return this
         */
        public Builder createdAt(Instant value) {
            createdAt = value;
            return this;
        }

        /**
         * @param value when it was last changed
         * @return this
         */
        public Builder updatedAt(Instant value) {
            updatedAt = value;
            return this;
        }

        /**
         * @param value rises with each change; storage refuses to overwrite a newer one
         * @return this
         */
        public Builder version(long value) {
            version = value;
            return this;
        }

        /**
         * @param value how many seats there are; empty for no limit
         * @return this
         */
        public Builder capacity(@Nullable Integer value) {
            capacity = value;
            return this;
        }

        /**
         * @param value when it went live
         * @return this
         */
        public Builder actualStart(@Nullable Instant value) {
            actualStart = value;
            return this;
        }

        /**
         * @param value when it ended or was broken off
         * @return this
         */
        public Builder actualEnd(@Nullable Instant value) {
            actualEnd = value;
            return this;
        }

        /**
         * @param value where its picture is
         * @return this
         */
        public Builder thumbnailUrl(@Nullable String value) {
            thumbnailUrl = value;
            return this;
        }

        /**
         * @param value the provider's name for its recording; present while a replay can be had
         * @return this
         */
        public Builder recordingId(@Nullable String value) {
            recordingId = value;
            return this;
        }

        /**
         * @param value when replay access ends
         * @return this
         */
        public Builder recordingExpiresAt(@Nullable Instant value) {
            recordingExpiresAt = value;
            return this;
        }

        /**
         * @param value when it may move to the catalog
         * @return this
         */
        public Builder migrationScheduledAt(@Nullable Instant value) {
            migrationScheduledAt = value;
            return this;
        }

        /**
         * @param value the catalog entry it became
         * @return this
         */
        public Builder migratedToWorkoutId(@Nullable UUID value) {
            migratedToWorkoutId = value;
            return this;
        }

        /**
         * @param value where its media arrives
         * @return this
         */
        public Builder liveInputId(@Nullable LiveInputId value) {
            liveInputId = value;
            return this;
        }

        /** {@return the class} */
        public StreamSession build() {
            return new StreamSession(this);
        }
    }
}
