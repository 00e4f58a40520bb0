package dev.stagedoor.core.accounts;

import dev.stagedoor.core.Violation;
import java.util.List;
import java.util.function.Function;

/** How signing up went. Precedence: {@link Invalid}, {@link EmailTaken}, {@link SignedUp}. */
public sealed interface SignUpResult {
    /**
     * Handles every case.
     *
     * @param signedUp what to do with the new person
     * @param emailTaken what to do when the address has an account
     * @param invalid what to do with violations
     * @param <R> what comes out
     * @return what the fitting function gave
     */
    <R> R fold(Function<SignedUp, R> signedUp, Function<EmailTaken, R> emailTaken, Function<Invalid, R> invalid);

    /**
     * The account exists now.
     *
     * @param user the new person
     */
    record SignedUp(User user) implements SignUpResult {
        @Override
        public <R> R fold(
                Function<SignedUp, R> signedUp, Function<EmailTaken, R> emailTaken, Function<Invalid, R> invalid) {
            return signedUp.apply(this);
        }
    }

    /** The address has an account already; nothing changed. */
    record EmailTaken() implements SignUpResult {
        @Override
        public <R> R fold(
                Function<SignedUp, R> signedUp, Function<EmailTaken, R> emailTaken, Function<Invalid, R> invalid) {
            return emailTaken.apply(this);
        }
    }

    /**
     * Something given is unusable; nothing changed.
     *
     * @param violations at least one
     */
    record Invalid(List<Violation> violations) implements SignUpResult {
        /** Copies the list. */
        public Invalid {
            violations = List.copyOf(violations);
        }

        @Override
        public <R> R fold(
                Function<SignedUp, R> signedUp, Function<EmailTaken, R> emailTaken, Function<Invalid, R> invalid) {
            return invalid.apply(this);
        }
    }
}
