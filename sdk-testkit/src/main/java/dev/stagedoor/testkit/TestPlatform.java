package dev.stagedoor.testkit;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.SignUp;
import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A platform for tests, with shortcuts for what nearly every test needs. Everything runs on the calling thread. */
public final class TestPlatform implements AutoCloseable {
    /** When the clock of a test platform starts. */
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final Storage storage;
    private final SettableClock clock;
    private final LedgerTokenProvider ledger;
    private final LiveInputProvider liveInputs;
    private final FakeRecordings recordings;
    private final StreamingPlatform platform;

    private TestPlatform(Options options) {
        storage = options.storage;
        clock = options.clock;
        ledger = LedgerTokenProvider.on(storage);
        liveInputs = options.liveInputs.apply(clock);
        recordings = new FakeRecordings(clock);
        platform = options.more
                .apply(StreamingPlatform.builder(storage, ledger, liveInputs, clock)
                        .recordings(recordings)
                        .random(new Random(options.seed)))
                .build();
    }

    /** {@return options with in-memory storage and a provider without media} */
    public static Options inMemory() {
        return over(new InMemoryStorage());
    }

    /**
     * @param storage where everything is kept
     * @return options with a provider without media
     */
    public static Options over(Storage storage) {
        return new Options(storage);
    }

    /** {@return the platform} */
    public StreamingPlatform platform() {
        return platform;
    }

    /** {@return its storage} */
    public Storage storage() {
        return storage;
    }

    /** {@return its clock} */
    public SettableClock clock() {
        return clock;
    }

    /** {@return its ledger} */
    public LedgerTokenProvider ledger() {
        return ledger;
    }

    /** {@return its live-input provider} */
    public LiveInputProvider liveInputs() {
        return liveInputs;
    }

    /** {@return its recording provider, unless another was chosen} */
    public FakeRecordings fakeRecordings() {
        return recordings;
    }

    /** {@return its live-input provider, when it is the one without media} */
    public FakeLiveInputs fakeLiveInputs() {
        return (FakeLiveInputs) liveInputs;
    }

    /**
     * @param name display name, and the e-mail address at example.com
     * @param tokens what is in the wallet
     * @return a new member
     */
    public UserId member(String name, long tokens) {
        UserId id = signUp(name, Set.of());
        if (tokens > 0) {
            ledger.gift(new TransferId(platform.ids().next()), id, Tokens.of(tokens), "welcome");
        }
        return id;
    }

    /**
     * @param name display name, and the e-mail address at example.com
     * @return a new instructor
     */
    public UserId instructor(String name) {
        return signUp(name, Set.of(Role.INSTRUCTOR));
    }

    private UserId signUp(String name, Set<Role> roles) {
        SignUpResult result = platform.accounts().signUp(new SignUp(name + "@example.com", name, "hash", roles));
        if (result instanceof SignUpResult.SignedUp signedUp) {
            return signedUp.user().id();
        }
        throw new IllegalStateException(name + " could not sign up: " + result);
    }

    /**
     * @param instructor who gives it
     * @param price what a seat costs
     * @return a class planned for tomorrow, without a limit of seats
     */
    public StreamSession plannedClass(UserId instructor, long price) {
        return plannedClass(instructor, price, draft -> draft);
    }

    /**
     * @param instructor who gives it
     * @param price what a seat costs
     * @param changes to the draft of a class planned for tomorrow
     * @return the class
     */
    public StreamSession plannedClass(UserId instructor, long price, UnaryOperator<StreamDraft> changes) {
        StreamDraft draft = StreamDraft.of("Morning yoga", clock.instant().plus(Duration.ofDays(1)))
                .price(Tokens.of(price));
        SessionResult result = platform.sessions().create(instructor, changes.apply(draft));
        if (result instanceof SessionResult.Done done) {
            return done.stream();
        }
        throw new IllegalStateException("no class: " + result);
    }

    /**
     * Enrolls under a fresh id.
     *
     * @param userId who
     * @param streamId which class
     * @return how it went
     */
    public EnrollResult enroll(UserId userId, StreamId streamId) {
        return platform.enrollments()
                .enroll(EnrollRequest.of(new EnrollmentId(platform.ids().next()), userId, streamId));
    }

    /**
     * @param userId whose wallet
     * @return whole tokens
     */
    public long balance(UserId userId) {
        return ledger.balance(userId).amount();
    }

    @Override
    public void close() {
        platform.close();
        liveInputs.close();
    }

    /** What a test may choose. Not for use by several threads. */
    public static final class Options {
        private final Storage storage;
        private SettableClock clock = new SettableClock(START);
        private long seed = 1;
        private Function<? super InstantSource, ? extends LiveInputProvider> liveInputs = FakeLiveInputs::new;
        private UnaryOperator<StreamingPlatform.Builder> more = builder -> builder;

        private Options(Storage storage) {
            this.storage = storage;
        }

        /**
         * @param number seeds ids
         * @return this
         */
        public Options seed(long number) {
            seed = number;
            return this;
        }

        /**
         * @param shared the clock, such as another platform's on the same storage; one that starts at {@link #START} unless said otherwise
         * @return this
         */
        public Options clock(SettableClock shared) {
            clock = shared;
            return this;
        }

        /**
         * @param factory makes the provider from the platform's clock, such as a real media server; the platform closes it
         * @return this
         */
        public Options liveInputs(Function<? super InstantSource, ? extends LiveInputProvider> factory) {
            liveInputs = factory;
            return this;
        }

        /**
         * @param changes any option of the platform's own builder
         * @return this
         */
        public Options with(UnaryOperator<StreamingPlatform.Builder> changes) {
            more = changes;
            return this;
        }

        /** {@return the platform, running} */
        public TestPlatform start() {
            return new TestPlatform(this);
        }
    }
}
