package dev.stagedoor.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets several threads begin together. */
public final class AtOnce {
    private static final long PATIENCE_SECONDS = 60;

    private AtOnce() {}

    /**
     * Calls everything at once, one thread each.
     *
     * @param calls what to call
     * @param <T> what they give
     * @return what they gave, in order
     * @throws AssertionError when one fails or does not end within a minute
     */
    public static <T> List<T> callAll(List<? extends Callable<? extends T>> calls) {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            CyclicBarrier start = new CyclicBarrier(calls.size());
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<? extends T> call : calls) {
                futures.add(threads.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError("one of " + calls.size() + " calls failed", failed);
        } finally {
            threads.shutdownNow();
        }
    }
}
