package dev.stagedoor.core.session;

import dev.stagedoor.core.Violation;
import java.util.List;

/** How a command on a class went. Each command says which of these it gives; all but {@link Done} have changed nothing. */
public sealed interface SessionResult {
    /**
     * Handles every case.
     *
     * @param cases one method for each
     * @param <R> what comes out
     * @return what the fitting method gave
     */
    <R> R fold(Cases<R> cases);

    /**
     * For code that knows no other outcome than {@link Done}, such as a script or a test.
     *
     * @return the class as it is now
     * @throws IllegalStateException that names any other outcome
     */
    default StreamSession orElseThrow() {
        if (this instanceof Done done) {
            return done.stream();
        }
        throw new IllegalStateException("the class is not as asked: " + this);
    }

    /**
     * One method for each case.
     *
     * @param <R> what comes out
     */
    interface Cases<R> {
        /**
         * @param it the case
         * @return anything
         */
        R done(Done it);

        /**
         * @param it the case
         * @return anything
         */
        R notFound(NotFound it);

        /**
         * @param it the case
         * @return anything
         */
        R notOwner(NotOwner it);

        /**
         * @param it the case
         * @return anything
         */
        R notInstructor(NotInstructor it);

        /**
         * @param it the case
         * @return anything
         */
        R illegalMove(IllegalMove it);

        /**
         * @param it the case
         * @return anything
         */
        R invalid(Invalid it);

        /**
         * @param it the case
         * @return anything
         */
        R hasPaidEnrollments(HasPaidEnrollments it);

        /**
         * @param it the case
         * @return anything
         */
        R idConflict(IdConflict it);
    }

    /**
     * It is so now.
     *
     * @param stream the class as it is now
     */
    record Done(StreamSession stream) implements SessionResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.done(this);
        }
    }

    /**
     * No such class.
     *
     * @param id what was asked for
     */
    record NotFound(StreamId id) implements SessionResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notFound(this);
        }
    }

    /**
     * The class is somebody else's.
     *
     * @param id the class
     */
    record NotOwner(StreamId id) implements SessionResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notOwner(this);
        }
    }

    /** Only instructors plan classes. */
    record NotInstructor() implements SessionResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.notInstructor(this);
        }
    }

    /**
     * The class is not in a state for this.
     *
     * @param status where the class is
     * @param command what was asked: {@code start}, {@code end}, {@code cancel}, {@code edit} or {@code delete}
     */
    record IllegalMove(StreamStatus status, String command) implements SessionResult {
        /** {@return a sentence for people} */
        public String message() {
            return "A class that is " + status.wireName() + " does not take '" + command + "'.";
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.illegalMove(this);
        }
    }

    /**
     * Something given is unusable.
     *
     * @param violations at least one
     */
    record Invalid(List<Violation> violations) implements SessionResult {
        /** Copies the list. */
        public Invalid {
            violations = List.copyOf(violations);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.invalid(this);
        }
    }

    /**
     * People have paid and refunding was not asked for.
     *
     * @param count how many
     */
    record HasPaidEnrollments(long count) implements SessionResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.hasPaidEnrollments(this);
        }
    }

    /**
     * The caller's id names something else already.
     *
     * @param id the id
     */
    record IdConflict(StreamId id) implements SessionResult {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.idConflict(this);
        }
    }
}
