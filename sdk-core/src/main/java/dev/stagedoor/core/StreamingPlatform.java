package dev.stagedoor.core;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.AccessGate;
import dev.stagedoor.core.accounts.Accounts;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.Audience;
import dev.stagedoor.core.catalog.Catalog;
import dev.stagedoor.core.catalog.CatalogAccessPolicy;
import dev.stagedoor.core.enrollment.BreakOffPolicy;
import dev.stagedoor.core.enrollment.CancellationPolicy;
import dev.stagedoor.core.enrollment.Enrollments;
import dev.stagedoor.core.enrollment.Reconciler;
import dev.stagedoor.core.enrollment.Settlements;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.MediaPlan;
import dev.stagedoor.core.notice.Outbox;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.core.retention.Retention;
import dev.stagedoor.core.retention.RetentionPolicy;
import dev.stagedoor.core.session.MediaWatch;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSessions;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.core.tokens.TokenProvider;
import dev.stagedoor.core.tokens.TransactionalTokenProvider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * The one front door: build it from a storage, a token provider and a live-input provider, then use its rooms. Immutable and safe for use by many threads.
 */
public final class StreamingPlatform implements AutoCloseable {
    private final Rooms rooms;

    private StreamingPlatform(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * A platform that keeps wallets in its own database: a seat and its payment are one commit.
     *
     * @param storage where everything is kept; not closed by the platform
     * @param tokens who keeps the wallets
     * @param liveInputs where broadcasts arrive; not closed by the platform
     * @param clock the one clock, such as {@link InstantSource#system()}
     * @return a builder with defaults for the rest
     */
    public static Builder builder(
            Storage storage, TransactionalTokenProvider tokens, LiveInputProvider liveInputs, InstantSource clock) {
        return new Builder(storage, tokens, liveInputs, clock);
    }

    /**
     * A platform whose wallets somebody else keeps: have {@link #reconciler()} run every minute or so.
     *
     * @param storage where everything is kept; not closed by the platform
     * @param tokens reaches the wallets
     * @param liveInputs where broadcasts arrive; not closed by the platform
     * @param clock the one clock, such as {@link InstantSource#system()}
     * @return a builder with defaults for the rest
     */
    public static Builder builder(
            Storage storage, RemoteTokenProvider tokens, LiveInputProvider liveInputs, InstantSource clock) {
        return new Builder(storage, tokens, liveInputs, clock);
    }

    /** {@return classes and their life} */
    public StreamSessions sessions() {
        return rooms.sessions();
    }

    /** {@return seats} */
    public Enrollments enrollments() {
        return rooms.enrollments();
    }

    /** {@return the gate} */
    public AccessGate access() {
        return rooms.access();
    }

    /** {@return who is watching} */
    public Audience audience() {
        return rooms.audience();
    }

    /** {@return people} */
    public Accounts accounts() {
        return rooms.accounts();
    }

    /** {@return the token provider it was built with} */
    public TokenProvider tokens() {
        return rooms.tokens();
    }

    /** {@return finds out what became of payments at a remote token provider} */
    public Reconciler reconciler() {
        return rooms.reconciler();
    }

    /** {@return what becomes of the tokens paid for a class} */
    public Settlements settlements() {
        return rooms.settlements();
    }

    /** {@return recordings of classes} */
    public Recordings recordings() {
        return rooms.recordings();
    }

    /** {@return what becomes of recordings when their time is over: have its sweeps run daily} */
    public Retention retention() {
        return rooms.retention();
    }

    /** {@return classes that live on as workouts} */
    public Catalog catalog() {
        return rooms.catalog();
    }

    /** {@return writes down that media is seen: have every node call it every {@link MediaWatch#INTERVAL}} */
    public MediaWatch mediaWatch() {
        return rooms.mediaWatch();
    }

    /** {@return messages waiting to leave} */
    public Outbox outbox() {
        return rooms.outbox();
    }

    /** {@return what has happened, for listeners in this process} */
    public DomainEvents events() {
        return rooms.events();
    }

    /** {@return makes ids: pass {@code new EnrollmentId(ids().next())} and the like} */
    public TimeOrderedIds ids() {
        return rooms.ids();
    }

    /** {@return who does what with this live-input provider; print it at start-up} */
    public MediaPlan plan() {
        return rooms.plan();
    }

    /**
     * Asks the gate.
     *
     * @param user who
     * @param stream which class
     * @return the verdict with its reasons, as of now
     */
    public AccessExplanation explainAccess(UserId user, StreamId stream) {
        return access().explainAccess(user, stream);
    }

    /** Stops listening to the providers. Storage and providers stay open: they belong to who made them. */
    @Override
    public void close() {
        rooms.close();
    }

    /** Collects options. Not for use by several threads. */
    public static final class Builder {
        /** How long a watch token opens connections unless said otherwise. */
        public static final Duration DEFAULT_WATCH_TOKEN_LIFETIME = Duration.ofMinutes(2);

        /** How long after the planned start a class without media counts as never given unless said otherwise. */
        public static final Duration DEFAULT_NEVER_GIVEN_GRACE = Duration.ofMinutes(30);

        /** How long a replay ticket opens anything unless said otherwise; players ask for another one. */
        public static final Duration DEFAULT_REPLAY_TICKET_LIFETIME = Duration.ofHours(6);

        /** How many calls to the recording provider a sweep makes at once unless said otherwise. */
        public static final int DEFAULT_SWEEP_CONCURRENCY = 4;

        /** Below which share of the planned length, in percent, a class is paid back whole unless said otherwise. */
        public static final int DEFAULT_BREAK_OFF_PERCENT = 50;

        final Storage storage;
        final TokenProvider tokens;
        final LiveInputProvider liveInputs;
        final InstantSource clock;
        RandomGenerator random = new SecureRandom();
        Executor executor = Runnable::run;
        int devicesPerSeat = Audience.DEFAULT_DEVICES_PER_SEAT;
        Duration watchTokenLifetime = DEFAULT_WATCH_TOKEN_LIFETIME;
        CancellationPolicy cancellationPolicy = CancellationPolicy.refundUntil(Duration.ZERO);
        Duration neverGivenGrace = DEFAULT_NEVER_GIVEN_GRACE;
        BreakOffPolicy breakOffPolicy = BreakOffPolicy.fullBelow(DEFAULT_BREAK_OFF_PERCENT);
        Optional<RecordingProvider> recordings = Optional.empty();
        RetentionPolicy retention = RetentionPolicy.DEFAULT;
        CatalogAccessPolicy catalogAccess = CatalogAccessPolicy.SEAT_HOLDERS;
        Duration replayTicketLifetime = DEFAULT_REPLAY_TICKET_LIFETIME;
        Executor sweepExecutor = Runnable::run;
        int sweepConcurrency = DEFAULT_SWEEP_CONCURRENCY;
        String node = "main";

        private Builder(Storage storage, TokenProvider tokens, LiveInputProvider liveInputs, InstantSource clock) {
            this.storage = storage;
            this.tokens = tokens;
            this.liveInputs = liveInputs;
            this.clock = clock;
        }

        /**
         * @param source fills ids; a {@link SecureRandom} unless said otherwise
         * @return this
         */
        public Builder random(RandomGenerator source) {
            random = source;
            return this;
        }

        /**
         * @param runner runs event listeners and what providers report; the reporting thread itself unless said otherwise. Servers pass one that keeps order
         *     and does not block providers
         * @return this
         */
        public Builder executor(Executor runner) {
            executor = runner;
            return this;
        }

        /**
         * @param most how many devices may watch on one seat at once, 1 to 100; {@value Audience#DEFAULT_DEVICES_PER_SEAT} unless said otherwise
         * @return this
         */
        public Builder devicesPerSeat(int most) {
            devicesPerSeat = most;
            return this;
        }

        /**
         * @param lifetime how long a watch token opens connections, 1 second to 1 hour; {@link #DEFAULT_WATCH_TOKEN_LIFETIME} unless said otherwise
         * @return this
         */
        public Builder watchTokenLifetime(Duration lifetime) {
            watchTokenLifetime = lifetime;
            return this;
        }

        /**
         * @param policy what happens when a person gives a seat back; everything back until the planned start unless said otherwise
         * @return this
         */
        public Builder cancellationPolicy(CancellationPolicy policy) {
            cancellationPolicy = policy;
            return this;
        }

        /**
         * @param grace how long after the planned start a class without media counts as never given, 1 minute to 7 days; {@link
         *     #DEFAULT_NEVER_GIVEN_GRACE} unless said otherwise
         * @return this
         */
        public Builder neverGivenGrace(Duration grace) {
            neverGivenGrace = grace;
            return this;
        }

        /**
         * @param policy what is paid back for a class that was given in part; everything below half of the planned length unless said otherwise
         * @return this
         */
        public Builder breakOffPolicy(BreakOffPolicy policy) {
            breakOffPolicy = policy;
            return this;
        }

        /**
         * @param provider where recordings stay; without one nothing is recorded and replays stay closed. Not closed by the platform
         * @return this
         */
        public Builder recordings(RecordingProvider provider) {
            recordings = Optional.of(provider);
            return this;
        }

        /**
         * @param policy how long recordings stay and which classes move to the catalog; {@link RetentionPolicy#DEFAULT} unless said otherwise
         * @return this
         */
        public Builder retention(RetentionPolicy policy) {
            retention = policy;
            return this;
        }

        /**
         * @param policy who may watch workouts; those who had a seat unless said otherwise
         * @return this
         */
        public Builder catalogAccess(CatalogAccessPolicy policy) {
            catalogAccess = policy;
            return this;
        }

        /**
         * @param lifetime how long a replay ticket opens anything, 1 minute to 24 hours; {@link #DEFAULT_REPLAY_TICKET_LIFETIME} unless said otherwise. It
         *     never outlives the person's right
         * @return this
         */
        public Builder replayTicketLifetime(Duration lifetime) {
            replayTicketLifetime = lifetime;
            return this;
        }

        /**
         * @param runner runs calls of sweeps to the recording provider; the sweeping thread itself unless said otherwise
         * @param atOnce how many at once, 1 to 64; {@value #DEFAULT_SWEEP_CONCURRENCY} unless said otherwise
         * @return this
         */
        public Builder sweeps(Executor runner, int atOnce) {
            sweepExecutor = runner;
            sweepConcurrency = atOnce;
            return this;
        }

        /**
         * @param name of this node among those on the same storage, 1 to 100 characters, the same after a restart: recordings on its disk are its own; {@code
         *     main} unless said otherwise
         * @return this
         */
        public Builder node(String name) {
            node = name;
            return this;
        }

        /**
         * Connects the parts, makes live inputs again that the provider does not remember, and finishes refunds that a crash interrupted.
         *
         * @return the platform
         * @throws IllegalArgumentException when an option is out of range; the message names it
         */
        public StreamingPlatform build() {
            require(devicesPerSeat >= 1 && devicesPerSeat <= 100, "devicesPerSeat is 1 to 100", devicesPerSeat);
            require(
                    watchTokenLifetime.compareTo(Duration.ofSeconds(1)) >= 0
                            && watchTokenLifetime.compareTo(Duration.ofHours(1)) <= 0,
                    "watchTokenLifetime is 1 second to 1 hour",
                    watchTokenLifetime);
            require(
                    neverGivenGrace.compareTo(Duration.ofMinutes(1)) >= 0
                            && neverGivenGrace.compareTo(Duration.ofDays(7)) <= 0,
                    "neverGivenGrace is 1 minute to 7 days",
                    neverGivenGrace);
            require(
                    replayTicketLifetime.compareTo(Duration.ofMinutes(1)) >= 0
                            && replayTicketLifetime.compareTo(Duration.ofHours(24)) <= 0,
                    "replayTicketLifetime is 1 minute to 24 hours",
                    replayTicketLifetime);
            require(sweepConcurrency >= 1 && sweepConcurrency <= 64, "sweeps run 1 to 64 at once", sweepConcurrency);
            require(!node.isEmpty() && node.length() <= 100, "node has 1 to 100 characters", node);
            return new StreamingPlatform(Rooms.open(this));
        }

        private static void require(boolean fine, String rule, Object given) {
            if (!fine) {
                throw new IllegalArgumentException(rule + ", not " + given);
            }
        }
    }
}
