package dev.stagedoor.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Commands and answers of WebDriver BiDi over one WebSocket. Thread-safe. */
final class BidiConnection implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    private BidiConnection() {}

    static BidiConnection open(URI address) {
        BidiConnection connection = new BidiConnection();
        connection.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, connection)
                .join();
        return connection;
    }

    CompletableFuture<JsonNode> send(String method, JsonNode parameters) {
        long id = lastId.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        var unused = open.sendText(message.toString(), true);
        return answer;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            receive(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        waiting.values().forEach(answer -> answer.completeExceptionally(new IOException("closed: " + reason)));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        waiting.values().forEach(answer -> answer.completeExceptionally(error));
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    private void receive(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            CompletableFuture<JsonNode> answer =
                    waiting.remove(message.path("id").asLong(-1));
            if (answer != null) {
                answer.complete(message);
            }
        } catch (IOException malformed) {
            waiting.values().forEach(answer -> answer.completeExceptionally(malformed));
        }
    }
}
