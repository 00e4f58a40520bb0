package dev.stagedoor.cloudflare.stream;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a body up to a limit of bytes and of time; what is over either closes the connection and is never read. It is no {@link BodySubscriber} itself but
 * wrapped by one of the JDK's: only of those does the JDK believe that they do not block, and starts no thread for each response.
 */
final class BoundedBody implements Flow.Subscriber<List<ByteBuffer>> {
    /** The body is longer than the limit. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final int limit;
    private final List<byte[]> parts = new ArrayList<>(1);
    private volatile Flow.@Nullable Subscription subscription;
    private volatile Deadlines.@Nullable Deadline deadline;
    private volatile boolean late;
    private int size;

    private BoundedBody(int limit) {
        this.limit = limit;
    }

    /**
     * @param limit the longest body in bytes; a longer one fails with {@link TooLong}
     * @param deadlines what measures the time
     * @param nanos until the body must be complete; one that is not fails with {@link HttpTimeoutException}
     * @return keeps the body
     */
    static BodySubscriber<byte[]> within(int limit, Deadlines deadlines, long nanos) {
        BoundedBody body = new BoundedBody(limit);
        BodySubscriber<byte[]> subscriber = BodySubscribers.fromSubscriber(body, BoundedBody::content);
        body.deadline = deadlines.in(nanos, () -> {
            body.beLate();
            subscriber.onError(new HttpTimeoutException("the body is not complete in time"));
        });
        return subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (late) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            take(buffer);
        }
    }

    private void take(ByteBuffer buffer) {
        if (buffer.remaining() > limit - size) {
            throw new TooLong();
        }
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        parts.add(part);
        size += part.length;
    }

    private void beLate() {
        late = true;
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }

    private void callOffDeadline() {
        Deadlines.Deadline set = deadline;
        if (set != null) {
            set.callOff();
        }
    }

    @Override
    public void onError(Throwable fault) {
        callOffDeadline();
    }

    @Override
    public void onComplete() {
        callOffDeadline();
    }

    private byte[] content() {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
