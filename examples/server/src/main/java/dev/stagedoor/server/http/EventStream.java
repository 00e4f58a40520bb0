package dev.stagedoor.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One browser listening to server-sent events. Writing never blocks and holds no thread: what the network does not take yet
 * waits here, and a listener that falls too far behind is dropped, to come back by itself.
 */
public final class EventStream {

    private static final int MOST_WAITING = 128;

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private @Nullable ServletOutputStream out;
    private boolean flushed = true;

    private EventStream() {}

    /**
     * Turns the request into a stream of events.
     *
     * @param opened called once the stream can be written to; it may {@link #send} at once
     */
    public static void open(Context ctx, Consumer<EventStream> opened) {
        EventStream stream = new EventStream();
        ctx.status(200)
                .contentType("text/event-stream; charset=utf-8")
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .disableCompression();
        if (ctx.method().equals(HandlerType.HEAD)) {
            return;
        }
        ctx.future(() -> {
            stream.start(ctx, opened);
            return stream.done;
        });
    }

    private void start(Context ctx, Consumer<EventStream> opened) {
        try {
            ctx.res().flushBuffer();
            synchronized (this) {
                out = ctx.res().getOutputStream();
                out.setWriteListener(new Listener());
            }
            opened.accept(this);
        } catch (IOException gone) {
            close();
        }
    }

    /**
     * Sends one event.
     *
     * @param type name of the event
     * @param data sent as JSON
     */
    public void send(String type, Object data) {
        write("event: " + type + "\ndata: " + Json.write(data) + "\n\n");
    }

    /** Sends a comment, which keeps proxies from closing the connection and finds out that nobody listens. */
    public void keepAlive() {
        write(":\n\n");
    }

    /** Run when the listener has gone, was dropped or was closed; at once if that is so already. */
    public void onClose(Runnable action) {
        var unused = done.whenComplete((nothing, fault) -> action.run());
    }

    /** Ends the stream. */
    public void close() {
        done.complete(null);
    }

    private void write(String text) {
        synchronized (this) {
            waiting.add(text.getBytes(StandardCharsets.UTF_8));
        }
        drain();
    }

    private void drain() {
        boolean over;
        synchronized (this) {
            over = done.isDone() || waiting.size() > MOST_WAITING || !push();
        }
        if (over) {
            close();
        }
    }

    private boolean push() {
        if (out == null) {
            return true;
        }
        try {
            while (out.isReady()) {
                byte @Nullable [] next = waiting.poll();
                if (next != null) {
                    out.write(next);
                    flushed = false;
                } else if (!flushed) {
                    flushed = true;
                    out.flush();
                } else {
                    return true;
                }
            }
            return true;
        } catch (IOException | IllegalStateException gone) {
            return false;
        }
    }

    private final class Listener implements WriteListener {

        @Override
        public void onWritePossible() {
            drain();
        }

        @Override
        public void onError(Throwable gone) {
            close();
        }
    }
}
