package dev.stagedoor.testkit.tokens;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.SignUp;
import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.session.BroadcastResult;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.testkit.FakeLiveInputs;
import dev.stagedoor.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A platform for tests whose wallets are somebody else's, with that somebody's books at hand. Everything runs on the calling thread. */
public final class RemoteStage implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final Storage storage;
    private final FaultyTokens tokens;
    private final SettableClock clock;
    private final FakeLiveInputs liveInputs;
    private final StreamingPlatform platform;

    private RemoteStage(Storage storage, FaultyTokens tokens, SettableClock clock, long seed) {
        this.storage = storage;
        this.tokens = tokens;
        this.clock = clock;
        liveInputs = new FakeLiveInputs(clock);
        platform = StreamingPlatform.builder(storage, tokens, liveInputs, clock)
                .random(new Random(seed))
                .build();
    }

    /**
     * @param storage where everything is kept
     * @param tokens who keeps the wallets
     * @return a platform whose clock stands still until it is moved
     */
    public static RemoteStage over(Storage storage, FaultyTokens tokens) {
        return new RemoteStage(storage, tokens, new SettableClock(START), 1);
    }

    /**
     * @param other where the second node keeps everything: the same data, maybe reached in another way
     * @param seed another than other nodes'
     * @return a second node with the same clock and wallets
     */
    public RemoteStage node(Storage other, long seed) {
        return new RemoteStage(other, tokens, clock, seed);
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

    /** {@return its token provider} */
    public FaultyTokens tokens() {
        return tokens;
    }

    /** {@return the provider's books} */
    public TokenBank bank() {
        return tokens.bank();
    }

    /**
     * @param name display name, and the e-mail address at example.com
     * @param amount what is in the wallet
     * @return a new member
     */
    public UserId member(String name, long amount) {
        UserId id = signUp(name, Set.of());
        bank().fund(id.toString(), amount);
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
     * @param userId who
     * @param streamId which class
     * @return the latest enrollment, one that holds a seat if there is one
     */
    public Enrollment enrollment(UserId userId, StreamId streamId) {
        return platform.enrollments().find(userId, streamId).orElseThrow();
    }

    /**
     * @param streamId which class
     * @return seats sold or held
     */
    public int seatsTaken(StreamId streamId) {
        return platform.sessions().find(streamId).orElseThrow().seatsTaken();
    }

    /**
     * Plays the instructor's broadcast until the class ends.
     *
     * @param instructor who gives the class
     * @param streamId which class
     */
    public void broadcast(UserId instructor, StreamId streamId) {
        BroadcastResult result = platform.sessions().broadcast(instructor, streamId);
        if (!(result instanceof BroadcastResult.Ready ready) || !liveInputs.publish(ready.liveInput())) {
            throw new IllegalStateException("no broadcast: " + result);
        }
    }

    /**
     * Lets time pass and the reconciler run.
     *
     * @param length how long
     * @return how the round went
     */
    public Round reconcileAfter(Duration length) {
        clock.advance(length);
        return platform.reconciler().runOnce();
    }

    @Override
    public void close() {
        platform.close();
    }
}
