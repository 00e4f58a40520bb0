package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.tokens.Tokens;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody presses "enroll" with. Immutable; each method gives a changed copy. */
public final class EnrollRequest {
    private final EnrollmentId id;
    private final UserId userId;
    private final StreamId streamId;
    private final @Nullable Tokens expectedPrice;

    private EnrollRequest(EnrollmentId id, UserId userId, StreamId streamId, @Nullable Tokens expectedPrice) {
        this.id = id;
        this.userId = userId;
        this.streamId = streamId;
        this.expectedPrice = expectedPrice;
    }

    /**
     * @param id made by the caller before the first attempt and reused for each retry, for instance by {@link EnrollmentId#fromKey}
     * @param userId who
     * @param streamId which class
     * @return a request that takes whatever the price is
     */
    public static EnrollRequest of(EnrollmentId id, UserId userId, StreamId streamId) {
        return new EnrollRequest(id, userId, streamId, null);
    }

    /**
     * @param shown what the page showed; another price is told and not charged
     * @return a copy
     */
    public EnrollRequest expecting(Tokens shown) {
        return new EnrollRequest(id, userId, streamId, shown);
    }

    /** {@return the caller's id} */
    public EnrollmentId id() {
        return id;
    }

    /** {@return who} */
    public UserId userId() {
        return userId;
    }

    /** {@return which class} */
    public StreamId streamId() {
        return streamId;
    }

    /** {@return what the page showed, or empty} */
    public Optional<Tokens> expectedPrice() {
        return Optional.ofNullable(expectedPrice);
    }
}
