package dev.stagedoor.cloudflare.stream;

import java.util.Optional;
import java.util.function.Supplier;

/** Turns "there is no such thing" into a value where it is expected. */
final class Gone {
    private Gone() {}

    static <T> Optional<T> asEmpty(Supplier<T> search) {
        try {
            return Optional.of(search.get());
        } catch (NotFoundException nothing) {
            if (nothing.meansGone()) {
                return Optional.empty();
            }
            throw nothing;
        }
    }

    /** {@return whether it was there; true as well when an earlier attempt of the same call may have deleted it} */
    static boolean asFalse(Runnable deletion) {
        try {
            deletion.run();
            return true;
        } catch (NotFoundException nothing) {
            if (nothing.meansGone()) {
                return nothing.effectUnknown();
            }
            throw nothing;
        }
    }
}
