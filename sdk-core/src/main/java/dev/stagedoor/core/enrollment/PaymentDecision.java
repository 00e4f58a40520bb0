package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.tokens.TransferId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of the record of what people decided on payments. Written in the commit that carries the decision out, and never changed.
 *
 * @param id of this line; later ones are greater
 * @param paymentId what was decided on
 * @param finding what the person had found out
 * @param transactionId the provider's name of the movement, with {@link Finding#MOVED}
 * @param at when
 * @param by who
 * @param known what was known before, for people; may be empty
 * @param attempts how often the payment had been taken on before
 * @param after where the payment went
 */
public record PaymentDecision(
        UUID id,
        TransferId paymentId,
        Finding finding,
        Optional<String> transactionId,
        Instant at,
        Decider by,
        String known,
        int attempts,
        RemotePayment.State after) {
    /** What a person has found out. */
    public enum Finding {
        /** The tokens have moved. */
        MOVED,
        /** No tokens have moved. */
        NOT_MOVED;

        /** {@return the lower-case name, as in the API and the database} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * @param wireName as in the API and the database
         * @return the finding, or empty when there is no such
         */
        public static Optional<Finding> parse(String wireName) {
            return Arrays.stream(values())
                    .filter(finding -> finding.wireName().equals(wireName))
                    .findFirst();
        }
    }
}
