package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.CancelResult;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.Enrollments;
import dev.stagedoor.core.session.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Planted bug: the caller's id is not looked at, so a late repetition is a new purchase. */
final class ForgetfulEnrollments implements Enrollments {
    private final Enrollments real;
    private long number;

    ForgetfulEnrollments(Enrollments real) {
        this.real = real;
    }

    @Override
    public EnrollResult enroll(EnrollRequest request) {
        if (real.find(request.id()).isEmpty()) {
            return real.enroll(request);
        }
        EnrollmentId another = new EnrollmentId(new UUID(request.id().hashCode(), ++number));
        EnrollRequest fresh = EnrollRequest.of(another, request.userId(), request.streamId());
        return real.enroll(request.expectedPrice().map(fresh::expecting).orElse(fresh));
    }

    @Override
    public CancelResult cancel(UserId userId, StreamId streamId) {
        return real.cancel(userId, streamId);
    }

    @Override
    public Optional<Enrollment> find(EnrollmentId id) {
        return real.find(id);
    }

    @Override
    public Optional<Enrollment> find(UserId userId, StreamId streamId) {
        return real.find(userId, streamId);
    }

    @Override
    public List<Enrollment> listFor(UserId userId, int limit) {
        return real.listFor(userId, limit);
    }

    @Override
    public int refundCancelled(int limit) {
        return real.refundCancelled(limit);
    }
}
