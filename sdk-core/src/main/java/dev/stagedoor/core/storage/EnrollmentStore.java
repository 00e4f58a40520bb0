package dev.stagedoor.core.storage;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.session.StreamId;
import java.util.List;
import java.util.Optional;

/** SPI: seats. Holds, by a constraint of its own, that a person has at most one enrollment per class that holds a seat. */
public interface EnrollmentStore {
    /**
     * Adds an enrollment. Where its id, or its person's seat in the class, is taken by somebody else at the same moment, the whole unit of work is run
     * again.
     *
     * @param enrollment a new one
     */
    void insert(Enrollment enrollment);

    /**
     * @param id an enrollment
     * @return it, or empty
     */
    Optional<Enrollment> find(EnrollmentId id);

    /**
     * @param userId who
     * @param streamId which class
     * @return the one that holds a seat, else the latest, else empty
     */
    Optional<Enrollment> find(UserId userId, StreamId streamId);

    /**
     * Reads an enrollment and keeps others from changing it until this unit of work ends.
     *
     * @param id an enrollment
     * @return it, or empty
     */
    Optional<Enrollment> lock(EnrollmentId id);

    /**
     * Overwrites an enrollment if it is still in the state that was read.
     *
     * @param enrollment as it shall be
     * @param from the state it must be in
     * @return whether it was
     */
    boolean update(Enrollment enrollment, EnrollmentState from);

    /**
     * @param userId who
     * @param limit the most to give
     * @return of all states, the latest first
     */
    List<Enrollment> listFor(UserId userId, int limit);

    /**
     * @param streamId which class
     * @param state which state
     * @param limit the most to give
     * @return the oldest first
     */
    List<Enrollment> listIn(StreamId streamId, EnrollmentState state, int limit);

    /**
     * @param streamId which class
     * @return how many hold a seat that cost something
     */
    long countPaid(StreamId streamId);

    /**
     * @param limit the most to give
     * @return enrollments that are active in a cancelled or deleted class: their tokens are owed; the oldest first
     */
    List<Enrollment> listOwedRefunds(int limit);

    /**
     * @param limit the most to give
     * @return enrollments that are active in an ended class, cost something and are not settled yet; the oldest first
     */
    List<Enrollment> listUnsettled(int limit);
}
