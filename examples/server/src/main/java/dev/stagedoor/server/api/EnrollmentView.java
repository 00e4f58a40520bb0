package dev.stagedoor.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code Enrollment} of the API. */
record EnrollmentView(
        String id,
        String streamId,
        String state,
        long tokensPaid,
        @Nullable String transactionId,
        @Nullable Long tokensRefunded,
        @Nullable String refundTransactionId,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StreamView stream,
        @Nullable Instant replayAccessEndsAt) {

    static EnrollmentView of(Enrollment enrollment) {
        return of(enrollment, null);
    }

    static EnrollmentView of(Enrollment enrollment, @Nullable StreamView stream) {
        return new EnrollmentView(
                enrollment.id().toString(),
                enrollment.streamId().toString(),
                enrollment.state().wireName(),
                enrollment.tokensPaid().amount(),
                enrollment.transactionId().orElse(null),
                enrollment.tokensRefunded().map(Tokens::amount).orElse(null),
                enrollment.refundTransactionId().orElse(null),
                enrollment.createdAt(),
                enrollment.updatedAt(),
                stream,
                stream == null ? null : stream.recordingExpiresAt());
    }
}
