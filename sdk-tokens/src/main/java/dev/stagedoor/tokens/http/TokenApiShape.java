package dev.stagedoor.tokens.http;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of a token API: paths, and fields as JSON pointers (RFC 6901). Begins with the contract as given, so that only what differs is said. Paths are
 * relative to the base URL and may hold {@code {user}}, and the look-up path {@code {key}}. Immutable.
 */
public final class TokenApiShape {
    final String balancePath;
    final String deductPath;
    final @Nullable String refundPath;
    final @Nullable String lookUpPath;
    final JsonPointer balance;
    final JsonPointer amount;
    final JsonPointer reason;
    final JsonPointer metadata;
    final JsonPointer success;
    final JsonPointer newBalance;
    final JsonPointer transactionId;
    final JsonPointer refundedTransaction;
    final JsonPointer errorCode;
    final JsonPointer errorMessage;
    final JsonPointer lookedUpTransaction;
    final JsonPointer lookedUpAmount;
    final @Nullable JsonPointer lookedUpList;
    final @Nullable JsonPointer lookedUpState;
    final Set<String> lookedUpDone;
    final Set<String> insufficientCodes;

    private TokenApiShape(Builder from) {
        balancePath = from.balancePath;
        deductPath = from.deductPath;
        refundPath = from.refundPath;
        lookUpPath = from.lookUpPath;
        balance = pointer("balanceField", from.balance);
        amount = pointer("amountField", from.amount);
        reason = pointer("reasonField", from.reason);
        metadata = pointer("metadataField", from.metadata);
        success = pointer("successField", from.success);
        newBalance = pointer("newBalanceField", from.newBalance);
        transactionId = pointer("transactionIdField", from.transactionId);
        refundedTransaction = pointer("refundedTransactionField", from.refundedTransaction);
        errorCode = pointer("errorFields", from.errorCode);
        errorMessage = pointer("errorFields", from.errorMessage);
        lookedUpTransaction = pointer("lookUpFields", from.lookedUpTransaction);
        lookedUpAmount = pointer("lookUpFields", from.lookedUpAmount);
        lookedUpList = from.lookedUpList == null ? null : pointer("lookUpList", from.lookedUpList);
        lookedUpState = from.lookedUpState == null ? null : pointer("lookUpState", from.lookedUpState);
        lookedUpDone = from.lookedUpDone;
        insufficientCodes = from.insufficientCodes;
    }

    /** {@return the contract as given: balance and deduct, neither refund nor look-up} */
    public static TokenApiShape standard() {
        return builder().build();
    }

    /** {@return a builder that starts from the contract as given} */
    public static Builder builder() {
        return new Builder();
    }

    Optional<String> refundPath() {
        return Optional.ofNullable(refundPath);
    }

    Optional<String> lookUpPath() {
        return Optional.ofNullable(lookUpPath);
    }

    static JsonPointer pointer(String option, String text) {
        if (text.length() < 2 || text.charAt(0) != '/') {
            throw new IllegalArgumentException(option + " is a JSON pointer such as /amount, not '" + text + "'");
        }
        return JsonPointer.compile(text);
    }

    static String path(String option, String text) {
        if (text.isEmpty() || text.charAt(0) != '/' || text.startsWith("//") || text.indexOf('#') >= 0) {
            throw new IllegalArgumentException(option + " is a path such as /api/tokens, not '" + text + "'");
        }
        return text;
    }

    /** Collects names. Not for use by several threads. */
    public static final class Builder {
        private String balancePath = "/api/tokens/balance";
        private String deductPath = "/api/tokens/deduct";
        private @Nullable String refundPath;
        private @Nullable String lookUpPath;
        private String balance = "/balance";
        private String amount = "/amount";
        private String reason = "/reason";
        private String metadata = "/metadata";
        private String success = "/success";
        private String newBalance = "/newBalance";
        private String transactionId = "/transactionId";
        private String refundedTransaction = "/originalTransactionId";
        private String errorCode = "/code";
        private String errorMessage = "/message";
        private String lookedUpTransaction = "/transactionId";
        private String lookedUpAmount = "/amount";
        private @Nullable String lookedUpList;
        private @Nullable String lookedUpState;
        private Set<String> lookedUpDone = Set.of();
        private Set<String> insufficientCodes =
                Set.of("insufficient_tokens", "insufficient_balance", "insufficient_funds");

        private Builder() {}

        /**
         * @param path of the GET that tells a balance; {@code /api/tokens/balance} unless said otherwise
         * @return this
         */
        public Builder balancePath(String path) {
            balancePath = path("balancePath", path);
            return this;
        }

        /**
         * @param path of the POST that takes tokens; {@code /api/tokens/deduct} unless said otherwise
         * @return this
         */
        public Builder deductPath(String path) {
            deductPath = path("deductPath", path);
            return this;
        }

        /**
         * @param path of the POST that pays back; there is none unless said here
         * @return this
         */
        public Builder refundPath(String path) {
            refundPath = path("refundPath", path);
            return this;
        }

        /**
         * @param path of the GET that finds a transaction by idempotency key, with {@code {key}} in it; there is none unless said here. A 404 with a JSON body
         *     means that there is no such transaction; any other 404 answers nothing
         * @return this
         */
        public Builder lookUpPath(String path) {
            if (!path.contains("{key}")) {
                throw new IllegalArgumentException("lookUpPath holds {key}, and '" + path + "' does not");
            }
            lookUpPath = path("lookUpPath", path);
            return this;
        }

        /**
         * @param pointer the balance in the answer to the balance call, and to a call that was refused for want of tokens
         * @return this
         */
        public Builder balanceField(String pointer) {
            balance = pointer;
            return this;
        }

        /**
         * @param pointer the amount in a deduction and a refund
         * @return this
         */
        public Builder amountField(String pointer) {
            amount = pointer;
            return this;
        }

        /**
         * @param pointer the reason in a deduction and a refund
         * @return this
         */
        public Builder reasonField(String pointer) {
            reason = pointer;
            return this;
        }

        /**
         * @param pointer the object in a deduction and a refund that the API keeps for us
         * @return this
         */
        public Builder metadataField(String pointer) {
            metadata = pointer;
            return this;
        }

        /**
         * @param pointer the boolean that says whether tokens have moved
         * @return this
         */
        public Builder successField(String pointer) {
            success = pointer;
            return this;
        }

        /**
         * @param pointer the balance after a deduction or refund
         * @return this
         */
        public Builder newBalanceField(String pointer) {
            newBalance = pointer;
            return this;
        }

        /**
         * @param pointer the name of a movement, in the answer
         * @return this
         */
        public Builder transactionIdField(String pointer) {
            transactionId = pointer;
            return this;
        }

        /**
         * @param pointer the name of the deduction that a refund pays back, in the request
         * @return this
         */
        public Builder refundedTransactionField(String pointer) {
            refundedTransaction = pointer;
            return this;
        }

        /**
         * @param code the machine-readable reason of a refusal
         * @param message the sentence that goes with it
         * @return this
         */
        public Builder errorFields(String code, String message) {
            errorCode = code;
            errorMessage = message;
            return this;
        }

        /**
         * @param codes codes of a refusal that mean that the wallet does not hold the amount, whatever the status
         * @return this
         */
        public Builder insufficientCodes(Set<String> codes) {
            insufficientCodes = Set.copyOf(codes);
            return this;
        }

        /**
         * @param transaction the name of the movement that was looked up
         * @param tokens how many tokens it moved, a positive or negative number; may be missing in an answer
         * @return this
         */
        public Builder lookUpFields(String transaction, String tokens) {
            lookedUpTransaction = transaction;
            lookedUpAmount = tokens;
            return this;
        }

        /**
         * @param pointer where the answer to a look-up has a list: an empty one means that there is no such transaction, and the fields of {@link
         *     #lookUpFields} are those of its only element
         * @return this
         */
        public Builder lookUpList(String pointer) {
            lookedUpList = pointer;
            return this;
        }

        /**
         * @param pointer the state of a looked-up movement
         * @param done the states in which its tokens have moved; in any other one, the look-up answers nothing
         * @return this
         */
        public Builder lookUpState(String pointer, Set<String> done) {
            lookedUpState = pointer;
            lookedUpDone = Set.copyOf(done);
            return this;
        }

        /**
         * @return the names
         * @throws IllegalArgumentException when one is not a JSON pointer; the message names the option
         */
        public TokenApiShape build() {
            return new TokenApiShape(this);
        }
    }
}
