package dev.stagedoor.mediaserver.internal.desk;

import dev.stagedoor.mediaserver.internal.net.MediaCommand;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** The way from other threads to the media thread. */
public final class MediaThread {
    private static final long PATIENCE_SECONDS = 2;

    private final Consumer<MediaCommand> port;

    /** @param port takes commands and runs them on the media thread, in order */
    public MediaThread(Consumer<MediaCommand> port) {
        this.port = port;
    }

    /** Runs soon, on the media thread. */
    public void run(MediaCommand command) {
        port.accept(command);
    }

    /** Runs on the media thread and waits for what comes out; empty when it does not come in time. */
    public <T> Optional<T> ask(LongFunction<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        port.accept(now -> {
            try {
                answer.complete(question.apply(now));
            } catch (RuntimeException fault) {
                answer.completeExceptionally(fault);
                throw fault;
            }
        });
        try {
            return Optional.of(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
