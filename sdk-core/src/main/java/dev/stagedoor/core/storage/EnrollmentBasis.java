package dev.stagedoor.core.storage;

import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.session.StreamSession;
import java.util.Optional;

/**
 * What an enrollment is decided on, before money is looked at.
 *
 * @param sameId the enrollment that has the caller's id already
 * @param stream the class; empty when there is none
 * @param seat the person's enrollment in the class, as {@link EnrollmentStore#find(dev.stagedoor.core.accounts.UserId,
 *     dev.stagedoor.core.session.StreamId)} gives it
 */
public record EnrollmentBasis(Optional<Enrollment> sameId, Optional<StreamSession> stream, Optional<Enrollment> seat) {}
