package dev.stagedoor.cloudflare.stream;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a body up to a limit and a deadline; the rest of a longer or later one is never read, and the body counts as failed with {@link TooLong} or {@link
 * TimeoutException}.
 */
final class BoundedBody implements BodySubscriber<byte[]> {
    /** The body is longer than the limit. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final int limit;
    private final List<byte[]> parts = new ArrayList<>();
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;
    private int size;

    BoundedBody(int limit, long nanosLeft) {
        this.limit = limit;
        result.orTimeout(Math.max(1, nanosLeft), TimeUnit.NANOSECONDS).whenComplete((body, fault) -> {
            if (fault instanceof TimeoutException) {
                cancel();
            }
        });
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (subscription != null) {
            given.cancel();
            return;
        }
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (result.isDone()) {
                return;
            }
            take(buffer);
        }
    }

    private void take(ByteBuffer buffer) {
        if (buffer.remaining() > limit - size) {
            result.completeExceptionally(new TooLong());
            cancel();
            return;
        }
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        parts.add(part);
        size += part.length;
    }

    private void cancel() {
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void onError(Throwable fault) {
        result.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
        if (parts.size() == 1) {
            result.complete(parts.get(0));
            return;
        }
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        result.complete(all);
    }
}
