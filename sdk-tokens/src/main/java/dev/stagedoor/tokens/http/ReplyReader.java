package dev.stagedoor.tokens.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.core.tokens.LookUpResult;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.RemoteResult.Fault;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns one answer into an outcome, by the table of {@link HttpTokenProvider}. */
final class ReplyReader {
    private static final int LONGEST_TRANSACTION_ID = 200;
    private static final int LONGEST_CODE = 100;
    private static final Set<Integer> REDIRECTS_AFTER_WORK = Set.of(301, 302, 303);
    private static final Set<Integer> COME_BACK_LATER = Set.of(408, 425, 429);
    private static final Set<Integer> WRONG_ADDRESS_OR_CREDENTIALS =
            Set.of(401, 403, 404, 405, 406, 407, 410, 411, 413, 414, 415, 421, 426, 431, 451);

    private final TokenApiShape shape;
    private final Set<Integer> withoutEffect;
    private final boolean keyHonoured;
    private final InstantSource clock;

    ReplyReader(TokenApiShape shape, Set<Integer> withoutEffect, boolean keyHonoured, InstantSource clock) {
        this.shape = shape;
        this.withoutEffect = withoutEffect;
        this.keyHonoured = keyHonoured;
        this.clock = clock;
    }

    RemoteResult movement(Transport.Reply reply) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return answered(reply);
        }
        if (status >= 300 && status < 400) {
            return redirected(status);
        }
        if (status >= 400 && status < 500) {
            return turnedDown(reply);
        }
        return withoutEffect.contains(status)
                ? new RemoteResult.NotApplied(Fault.BUSY, "status " + status, retryAfter(reply))
                : new RemoteResult.Ambiguous("status " + status);
    }

    private RemoteResult answered(Transport.Reply reply) {
        Optional<JsonNode> read = json(reply);
        if (read.isEmpty()) {
            return new RemoteResult.Ambiguous("status " + reply.status() + " with " + whatBody(reply));
        }
        JsonNode body = read.get();
        JsonNode success = body.at(shape.success);
        if (!success.isBoolean()) {
            return unreadable(reply, shape.success + " is not true or false");
        }
        return success.booleanValue() ? accepted(reply, body) : declined(body);
    }

    private RemoteResult accepted(Transport.Reply reply, JsonNode body) {
        Optional<String> id = Json.name(body, shape.transactionId, LONGEST_TRANSACTION_ID);
        if (id.isEmpty()) {
            return unreadable(reply, shape.transactionId + " is not the name of a transaction");
        }
        Optional<Tokens> balance = Json.tokens(body, shape.newBalance);
        if (balance.isEmpty() && Json.has(body, shape.newBalance)) {
            return unreadable(reply, shape.newBalance + " is not a whole number of tokens");
        }
        return new RemoteResult.Accepted(id.get(), balance);
    }

    private RemoteResult declined(JsonNode body) {
        Optional<String> code = Json.name(body, shape.errorCode, LONGEST_CODE);
        return code.isEmpty() || shape.insufficientCodes.contains(code.get())
                ? insufficient(Optional.of(body))
                : refused(Optional.of(body), "declined");
    }

    private static RemoteResult redirected(int status) {
        String why = "status " + status + ": redirects are not followed; correct the address";
        return REDIRECTS_AFTER_WORK.contains(status)
                ? new RemoteResult.Ambiguous(why)
                : new RemoteResult.NotApplied(Fault.CONFIGURATION, why, Optional.empty());
    }

    private RemoteResult turnedDown(Transport.Reply reply) {
        int status = reply.status();
        Optional<JsonNode> body = json(reply);
        boolean insufficient = body.flatMap(node -> Json.name(node, shape.errorCode, LONGEST_CODE))
                .filter(shape.insufficientCodes::contains)
                .isPresent();
        if (status == 402 || insufficient) {
            return insufficient(body);
        }
        if (status == 409 || status == 422 && keyHonoured) {
            return new RemoteResult.Conflict("status " + status);
        }
        if (COME_BACK_LATER.contains(status)) {
            return new RemoteResult.NotApplied(Fault.BUSY, "status " + status, retryAfter(reply));
        }
        if (WRONG_ADDRESS_OR_CREDENTIALS.contains(status)) {
            return new RemoteResult.NotApplied(Fault.CONFIGURATION, "status " + status, Optional.empty());
        }
        return refused(body, "status_" + status);
    }

    private RemoteResult insufficient(Optional<JsonNode> body) {
        return new RemoteResult.Insufficient(
                body.flatMap(node -> Json.tokens(node, shape.balance).or(() -> Json.tokens(node, shape.newBalance))));
    }

    private RemoteResult refused(Optional<JsonNode> body, String codeIfNone) {
        String code = body.flatMap(node -> Json.name(node, shape.errorCode, LONGEST_CODE))
                .orElse(codeIfNone);
        String message =
                body.flatMap(node -> Json.sentence(node, shape.errorMessage)).orElse("The payment was declined.");
        return new RemoteResult.Refused(code, message);
    }

    private static RemoteResult unreadable(Transport.Reply reply, String what) {
        return new RemoteResult.Ambiguous("status " + reply.status() + ", but " + what);
    }

    LookUpResult lookedUp(Transport.Reply reply) {
        Optional<JsonNode> body = json(reply);
        if (reply.status() == 404 && body.isPresent()) {
            return new LookUpResult.Absent();
        }
        if (reply.status() != 200 || body.isEmpty()) {
            return new LookUpResult.Unknown("status " + reply.status() + " with " + whatBody(reply));
        }
        return shape.lookedUpList == null
                ? transaction(body.get())
                : transactionIn(body.get().at(shape.lookedUpList));
    }

    private LookUpResult transactionIn(JsonNode list) {
        if (!list.isArray() || list.size() > 1) {
            return new LookUpResult.Unknown(shape.lookedUpList + " is not a list of at most one transaction");
        }
        return list.isEmpty() ? new LookUpResult.Absent() : transaction(list.get(0));
    }

    private LookUpResult transaction(JsonNode node) {
        if (shape.lookedUpState != null
                && !shape.lookedUpDone.contains(node.at(shape.lookedUpState).asText())) {
            return new LookUpResult.Unknown("the transaction is in another state than done");
        }
        Optional<Tokens> amount = Json.unsigned(node, shape.lookedUpAmount);
        if (amount.isEmpty() && Json.has(node, shape.lookedUpAmount)) {
            return new LookUpResult.Unknown(shape.lookedUpAmount + " is not a whole number of tokens");
        }
        return Json.name(node, shape.lookedUpTransaction, LONGEST_TRANSACTION_ID)
                .<LookUpResult>map(id -> new LookUpResult.Found(id, amount))
                .orElseGet(() ->
                        new LookUpResult.Unknown(shape.lookedUpTransaction + " is not the name of a transaction"));
    }

    /** The balance, or in words why there is none. */
    Balance balance(Transport.Reply reply) {
        if (reply.status() != 200) {
            boolean hopeless =
                    reply.status() >= 300 && reply.status() < 500 && !COME_BACK_LATER.contains(reply.status());
            return new Balance(Optional.empty(), "status " + reply.status(), !hopeless);
        }
        Optional<JsonNode> body = json(reply);
        if (body.isEmpty()) {
            return new Balance(Optional.empty(), whatBody(reply), false);
        }
        return new Balance(
                Json.tokens(body.get(), shape.balance),
                shape.balance + " is not a whole number of tokens from 0 to " + Tokens.MAX,
                false);
    }

    /**
     * @param tokens the balance
     * @param why there is none
     * @param retryable whether asking again can help
     */
    record Balance(Optional<Tokens> tokens, String why, boolean retryable) {}

    private static Optional<JsonNode> json(Transport.Reply reply) {
        if (reply.body().tooLong() || !isJson(reply)) {
            return Optional.empty();
        }
        return Json.read(reply.body().content());
    }

    private static boolean isJson(Transport.Reply reply) {
        return reply.headers()
                .firstValue("Content-Type")
                .map(field -> field.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .map(type -> type.equals("application/json") || type.endsWith("+json"))
                .orElse(true);
    }

    private static String whatBody(Transport.Reply reply) {
        if (reply.body().tooLong()) {
            return "a body over the limit";
        }
        return isJson(reply) ? "a body that is not well-formed JSON" : "a body that is not JSON";
    }

    Optional<Duration> retryAfter(Transport.Reply reply) {
        return reply.headers().firstValue("Retry-After").flatMap(field -> RetryAfter.read(field, clock.instant()));
    }
}
