package dev.stagedoor.testkit.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.testkit.fault.Fault;
import dev.stagedoor.testkit.fault.FaultPlan;
import dev.stagedoor.testkit.internal.FaultyReply;
import dev.stagedoor.testkit.internal.LoopbackHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The contract of the external token API, served on loopback with faults of your choice: {@code GET /api/tokens/balance}, {@code POST /api/tokens/deduct},
 * and beyond the contract {@code POST /api/tokens/refund} and {@code GET /api/tokens/transactions/{key}}. The user stands in {@code X-User-Id}, the key in
 * {@code Authorization: Bearer}. What really happened is in its {@link #bank()}, whatever was answered. Safe for use by many threads.
 */
public final class TokenApiServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads;
    private final TokenBank bank;
    private final String apiKey;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private FaultPlan plan = FaultPlan.none();
    private FaultPlan readPlan = FaultPlan.none();

    private TokenApiServer(HttpServer server, ExecutorService threads, TokenBank bank, String apiKey) {
        this.server = server;
        this.threads = threads;
        this.bank = bank;
        this.apiKey = apiKey;
    }

    /**
     * One request as it came.
     *
     * @param method such as {@code POST}
     * @param path with the query
     * @param headers names in lower case, the first value of each
     * @param body as text
     */
    public record Request(String method, String path, Map<String, String> headers, String body) {
        /** Copies the headers. */
        public Request {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Starts on a free port of the loopback.
     *
     * @param bank whose books
     * @param apiKey what callers must send as a bearer
     * @return a running server
     */
    public static TokenApiServer start(TokenBank bank, String apiKey) {
        try {
            HttpServer http = LoopbackHttp.create(0);
            ExecutorService threads = Executors.newCachedThreadPool(LoopbackHttp.daemons("token-api"));
            http.setExecutor(threads);
            TokenApiServer server = new TokenApiServer(http, threads, bank, apiKey);
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (IOException fault) {
            throw new UncheckedIOException("the token API did not start", fault);
        }
    }

    /** {@return where it listens, such as {@code http://127.0.0.1:40123}} */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** {@return the books} */
    public TokenBank bank() {
        return bank;
    }

    /**
     * @param next what goes wrong from now on with requests that move tokens
     */
    public synchronized void plan(FaultPlan next) {
        plan = next;
    }

    /**
     * @param next what goes wrong from now on with questions
     */
    public synchronized void planForReads(FaultPlan next) {
        readPlan = next;
    }

    /** {@return every request that arrived whole, the oldest first} */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private synchronized Fault nextFault(boolean moves) {
        return moves ? plan.next() : readPlan.next();
    }

    /** Stops at once; requests that are held are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            Fault fault = nextFault(request.method().equals("POST"));
            fault.beforeEffect();
            Reply reply = fault.effect() ? answer(request) : new Reply(500, JSON.createObjectNode());
            fault.beforeReply();
            FaultyReply.end(exchange, fault, reply.status(), "application/json", JSON.writeValueAsBytes(reply.body()));
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = FaultyReply.headers(exchange);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    }

    private record Reply(int status, ObjectNode body) {}

    private Reply answer(Request request) throws IOException {
        if (!("Bearer " + apiKey).equals(request.headers().get("authorization"))) {
            return problem(401, "unauthenticated");
        }
        String user = request.headers().getOrDefault("x-user-id", "");
        if (user.isEmpty()) {
            return problem(400, "user_missing");
        }
        String route = request.method() + " " + request.path();
        if (route.equals("GET /api/tokens/balance")) {
            return new Reply(200, JSON.createObjectNode().put("balance", bank.balance(user)));
        }
        if (route.equals("POST /api/tokens/deduct") || route.equals("POST /api/tokens/refund")) {
            return move(request, user, route.endsWith("refund"));
        }
        String lookUp = "GET /api/tokens/transactions/";
        return route.startsWith(lookUp) ? find(route.substring(lookUp.length()), user) : problem(404, "no_such_route");
    }

    private Reply move(Request request, String user, boolean refund) throws IOException {
        JsonNode body = JSON.readTree(request.body());
        if (!body.path("amount").isIntegralNumber() || body.path("amount").asLong() < 1) {
            return problem(400, "validation_failed");
        }
        String key = request.headers().getOrDefault("idempotency-key", "");
        long amount = body.path("amount").asLong();
        Map<String, String> metadata = new HashMap<>();
        body.path("metadata")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        TokenBank.Answer answer = refund
                ? bank.refund(
                        key, user, amount, body.path("originalTransactionId").asText(), metadata)
                : bank.deduct(key, user, amount, metadata);
        return moved(answer);
    }

    private static Reply moved(TokenBank.Answer answer) {
        if (answer.code().equals("idempotency_conflict")) {
            return problem(409, answer.code());
        }
        ObjectNode body = JSON.createObjectNode().put("success", answer.ok());
        if (answer.ok()) {
            return new Reply(
                    200, body.put("newBalance", answer.balance()).put("transactionId", answer.transactionId()));
        }
        return new Reply(200, body.put("code", answer.code()).put("balance", answer.balance()));
    }

    private Reply find(String key, String user) {
        Optional<TokenBank.Movement> found =
                bank.find(key).filter(it -> it.user().equals(user));
        return found.map(it -> new Reply(
                        200,
                        JSON.createObjectNode()
                                .put("transactionId", it.transactionId())
                                .put("amount", it.change())))
                .orElseGet(() -> problem(404, "unknown_transaction"));
    }

    private static Reply problem(int status, String code) {
        return new Reply(status, JSON.createObjectNode().put("code", code));
    }
}
