/** Seats: enrolling, paying, cancelling. Entry point: {@link dev.stagedoor.core.enrollment.Enrollments}. */
@NullMarked
package dev.stagedoor.core.enrollment;

import org.jspecify.annotations.NullMarked;
