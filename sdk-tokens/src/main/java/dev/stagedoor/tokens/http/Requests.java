package dev.stagedoor.tokens.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.RemoteDebit;
import dev.stagedoor.core.tokens.RemoteRefund;
import dev.stagedoor.core.tokens.TransferId;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Writes requests. Each is empty where the credentials for its user are missing. */
final class Requests {
    private final String base;
    private final TokenApiShape shape;
    private final TokenApiAuth auth;
    private final UserIdentity identity;
    private final String keyHeader;

    Requests(URI base, TokenApiShape shape, TokenApiAuth auth, UserIdentity identity, String keyHeader) {
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.shape = shape;
        this.auth = auth;
        this.identity = identity;
        this.keyHeader = keyHeader;
    }

    Optional<HttpRequest> balance(UserId user) {
        return builder(shape.balancePath, user, "", false)
                .map(request -> request.GET().build());
    }

    Optional<HttpRequest> lookUp(String path, TransferId id, UserId user) {
        return builder(path, user, id.toString(), false)
                .map(request -> request.GET().build());
    }

    Optional<HttpRequest> deduct(RemoteDebit debit) {
        ObjectNode body = body(debit.payer(), debit.amount().amount(), debit.reason(), debit.metadata());
        return post(shape.deductPath, debit.id(), debit.payer(), body);
    }

    Optional<HttpRequest> refund(String path, RemoteRefund refund) {
        ObjectNode body = body(refund.payer(), refund.amount().amount(), refund.reason(), refund.metadata());
        Json.put(body, shape.refundedTransaction, JsonNodeFactory.instance.textNode(refund.transactionId()));
        return post(path, refund.id(), refund.payer(), body);
    }

    private ObjectNode body(UserId user, long amount, String reason, Map<String, String> metadata) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode body = Json.object();
        Json.put(body, shape.amount, nodes.numberNode(amount));
        Json.put(body, shape.reason, nodes.textNode(reason));
        ObjectNode kept = Json.object();
        metadata.forEach(kept::put);
        Json.put(body, shape.metadata, kept);
        identity.body().ifPresent(at -> Json.put(body, at, nodes.textNode(identity.nameOf(user))));
        return body;
    }

    private Optional<HttpRequest> post(String path, TransferId id, UserId user, ObjectNode body) {
        return builder(path, user, id.toString(), true)
                .map(request -> request.header("Content-Type", "application/json")
                        .header(keyHeader, id.toString())
                        .POST(BodyPublishers.ofByteArray(Json.write(body)))
                        .build());
    }

    private Optional<HttpRequest.Builder> builder(String path, UserId user, String key, boolean hasBody) {
        Optional<String> credentials = auth.valueFor(user);
        if (credentials.isEmpty()) {
            return Optional.empty();
        }
        String name = identity.nameOf(user);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(path, name, key, hasBody)).header("Accept", "application/json");
        if (!auth.headerName().isEmpty()) {
            request.header(auth.headerName(), credentials.get());
        }
        identity.header().ifPresent(field -> request.header(field, Headers.value("the user's name", name)));
        return Optional.of(request);
    }

    private URI address(String path, String name, String key, boolean hasBody) {
        String filled = path.replace("{user}", encode(name)).replace("{key}", encode(key));
        String query = identity.queryFor(hasBody)
                .map(parameter -> (filled.indexOf('?') < 0 ? "?" : "&") + encode(parameter) + "=" + encode(name))
                .orElse("");
        return URI.create(base + filled + query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
