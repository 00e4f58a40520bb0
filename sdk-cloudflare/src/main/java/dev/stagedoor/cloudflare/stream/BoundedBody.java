package dev.stagedoor.cloudflare.stream;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keeps a body up to a limit; of a longer one the rest is never read. The response is there as soon as its head is; who wants the body waits for it here. */
final class BoundedBody implements BodySubscriber<BoundedBody> {
    /** The body is longer than the limit. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final int limit;
    private final List<byte[]> parts = new ArrayList<>();
    private final CompletableFuture<byte[]> content = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription subscription;
    private int size;

    BoundedBody(int limit) {
        this.limit = limit;
    }

    /**
     * Waits for all of the body; closes its connection when it does not come.
     *
     * @throws TooLong when it is longer than the limit
     * @throws HttpTimeoutException when it is not complete in time
     * @throws IOException when the connection is lost
     */
    byte[] await(long nanos) throws IOException, InterruptedException {
        boolean complete = false;
        try {
            byte[] all = content.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            complete = true;
            return all;
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("the body is not complete in time");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TooLong tooLong) {
                throw tooLong;
            }
            throw new IOException("the body broke off", failed.getCause());
        } finally {
            if (!complete) {
                cancel();
            }
        }
    }

    @Override
    public CompletionStage<BoundedBody> getBody() {
        return CompletableFuture.completedFuture(this);
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
            if (content.isDone()) {
                return;
            }
            take(buffer);
        }
    }

    private void take(ByteBuffer buffer) {
        if (buffer.remaining() > limit - size) {
            content.completeExceptionally(new TooLong());
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
        content.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
        if (parts.size() == 1) {
            content.complete(parts.get(0));
            return;
        }
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        content.complete(all);
    }
}
