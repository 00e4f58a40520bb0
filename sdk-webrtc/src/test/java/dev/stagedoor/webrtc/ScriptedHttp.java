package dev.stagedoor.webrtc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers in the order told; a call without an answer stays open until {@link #reply} is called for it. */
final class ScriptedHttp implements HttpTransport {
    final List<HttpCall> calls = new ArrayList<>();
    private final List<CompletableFuture<HttpReply>> open = new ArrayList<>();
    private final Deque<HttpReply> script = new ArrayDeque<>();

    @Override
    public CompletionStage<HttpReply> send(HttpCall call) {
        calls.add(call);
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        open.add(reply);
        if (!script.isEmpty()) {
            reply.complete(script.poll());
        }
        return reply;
    }

    ScriptedHttp then(int status, String body, String... headers) {
        script.add(of(status, body, headers));
        return this;
    }

    void reply(int call, int status, String body, String... headers) {
        open.get(call).complete(of(status, body, headers));
    }

    void fail(int call, Exception failure) {
        open.get(call).completeExceptionally(failure);
    }

    HttpCall last() {
        return calls.get(calls.size() - 1);
    }

    private static HttpReply of(int status, String body, String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.computeIfAbsent(headers[i], k -> new ArrayList<>()).add(headers[i + 1]);
        }
        return new HttpReply(status, all, body);
    }
}
