package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.stagedoor.cloudflare.stream.Exchange.Answer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/**
 * The REST API of one account: where things are, and the envelope {@code {result, success, errors, messages}} around results. Safe for use by many threads.
 */
final class Api {
    private final String base;
    private final String accountId;
    private final Transport transport;

    Api(URI base, String accountId, Transport transport) {
        this.base = base.toString().replaceAll("/+$", "");
        this.accountId = accountId;
        this.transport = transport;
    }

    /** {@return a call of what is below {@code /accounts/{account}/stream}; segments are encoded here} */
    Call stream(String method, String... segments) {
        String below = path(segments);
        return new Call(
                method, URI.create(base + "/accounts/" + accountId + "/stream" + below), method + " stream" + below);
    }

    /** {@return a call of what is below {@code /accounts/{account}}} */
    Call account(String method, String... segments) {
        String below = path(segments);
        return new Call(method, URI.create(base + "/accounts/" + accountId + below), method + " account" + below);
    }

    /** {@return a call of what is below the base URL, such as {@code graphql}} */
    Call root(String method, String... segments) {
        String below = path(segments);
        return new Call(method, URI.create(base + below), method + " " + below);
    }

    private static String path(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append('/').append(Segments.encoded(segment));
        }
        return path.toString();
    }

    String accountId() {
        return accountId;
    }

    Transport transport() {
        return transport;
    }

    /** Sends a call whose answer has no envelope. */
    Answer send(Call call) {
        return transport.send(call);
    }

    static Call json(Call call, JsonNode body) {
        return call.body("application/json", BodyPublishers.ofByteArray(Json.bytes(body)));
    }

    /** {@return the {@code result} of the answer, an object, an array or a text; never null or absent} */
    JsonNode result(Call call) {
        JsonNode result = resultOrNothing(call);
        if (result.isNull() || result.isMissingNode()) {
            throw unreadable(call, "the answer has no result");
        }
        return result;
    }

    /** {@return the {@code result} of the answer, which may be null or absent} */
    JsonNode resultOrNothing(Call call) {
        return envelope(call).path("result");
    }

    /** {@return the fields of {@code result}, an object} */
    Fields object(Call call) {
        JsonNode result = result(call);
        if (!result.isObject()) {
            throw unreadable(call, "the result is no object");
        }
        return Fields.of(result);
    }

    /** {@return the whole answer, for what stands beside {@code result}; an object with {@code success}} */
    JsonNode envelope(Call call) {
        Answer answer = transport.send(call);
        JsonNode envelope = Json.read(answer.body())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> unreadable(call, "the answer is no JSON object"));
        return checked(call, answer, envelope);
    }

    /** Sends a call whose result does not matter: any, none, or an empty body. */
    void done(Call call) {
        Answer answer = transport.send(call);
        if (answer.body().length == 0) {
            return;
        }
        Optional<JsonNode> body = Json.read(answer.body());
        if (body.filter(JsonNode::isObject).isEmpty()) {
            throw unreadable(call, "the answer is no JSON object");
        }
        checked(call, answer, body.get());
    }

    private JsonNode checked(Call call, Answer answer, JsonNode envelope) {
        Fields fields = Fields.of(envelope);
        boolean saysNothing =
                envelope.path("success") instanceof MissingNode || envelope.path("success") instanceof NullNode;
        boolean success =
                saysNothing ? fields.list(error -> error, "errors").isEmpty() : fields.truth(false, "success");
        if (!success) {
            throw transport.refusal(call, answer, false);
        }
        return envelope;
    }

    CloudflareIoException unreadable(Call call, String why) {
        return new CloudflareIoException(call.what + ": " + why, true, call.changesSomething(), null);
    }
}
