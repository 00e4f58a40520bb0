package dev.stagedoor.core.notice;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One message to one person, written in the same commit as its cause.
 *
 * @param id who it is; a notifier that can deduplicate does it by this
 * @param kind what it says
 * @param recipient to whom
 * @param streamId about which class
 * @param details figures that the text needs, by name, such as {@code tokens} and {@code transactionId}
 * @param createdAt when its cause was committed
 */
public record Notice(
        NoticeId id,
        Kind kind,
        UserId recipient,
        Optional<StreamId> streamId,
        Map<String, String> details,
        Instant createdAt) {
    /** Copies the details. */
    public Notice {
        details = Map.copyOf(details);
    }

    /** What a message says. */
    public enum Kind {
        /** A seat was bought. */
        RECEIPT,
        /** A seat was given back by its owner. */
        SEAT_CANCELLED,
        /** Tokens came back because the class will not be given. */
        CLASS_CANCELLED,
        /** Tokens came back because the class was called off: nothing was ever shown. */
        CLASS_NEVER_GIVEN,
        /** Tokens came back, all or some, because the class broke off. */
        CLASS_BROKE_OFF;

        /** {@return the lower-case name, as in the database} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
