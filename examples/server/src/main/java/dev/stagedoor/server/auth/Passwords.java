package dev.stagedoor.server.auth;

import com.password4j.BadParametersException;
import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with bcrypt. One thread does all of it, so that a wave of sign-ins cannot take every processor from
 * media; callers wait for their turn, and are sent away when the queue is long.
 */
public final class Passwords implements AutoCloseable {

    /** Characters a password must have at least. */
    public static final int SHORTEST = 8;

    /** UTF-8 bytes a password may have at most; bcrypt reads no further. */
    public static final int LONGEST_BYTES = 72;

    private static final String NOBODY = "NZ9J9.7kFNSelugUjd9WlORRb4yulaPgLKYxpkHR4Ly/fAUVVQXbm";
    private static final int LONGEST_QUEUE = 64;
    private static final int PATIENCE_SECONDS = 10;

    private final BcryptFunction bcrypt;
    private final ExecutorService worker;
    private final String nobodysHash;

    /** Thrown when more people sign in at once than the machine can take. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("too many sign-ins at once");
        }
    }

    /**
     * Creates the worker.
     *
     * @param cost log2 of bcrypt's rounds, 4 to 16
     */
    public Passwords(int cost) {
        this.bcrypt = BcryptFunction.getInstance(Bcrypt.B, cost);
        this.worker = new ThreadPoolExecutor(
                1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(LONGEST_QUEUE), Passwords::thread);
        this.nobodysHash = String.format(Locale.ROOT, "$2b$%02d$%s", cost, NOBODY);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "passwords");
        thread.setDaemon(true);
        return thread;
    }

    /** What is wrong with a new password, in words for the person who typed it; empty if nothing is. */
    public static Optional<String> complaint(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("Use at least " + SHORTEST + " characters.");
        }
        return isReadable(password)
                ? Optional.empty()
                : Optional.of("Use at most " + LONGEST_BYTES + " characters (letters with accents count twice).");
    }

    /** Whether bcrypt reads the whole of it. */
    static boolean isReadable(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES && password.indexOf('\0') < 0;
    }

    /**
     * The hash to store.
     *
     * @throws Busy if too many people sign in at once
     */
    public String hash(String password) {
        return await(submit(() -> bcrypt.hash(password).getResult()));
    }

    /**
     * Whether the password belongs to the hash. Without a hash the same work is done, so that the answer's time does not
     * tell whether an account exists.
     *
     * @throws Busy if too many people sign in at once
     */
    public boolean matches(String password, @Nullable String hash) {
        return await(submit(() -> {
            boolean same = checks(password, hash == null ? nobodysHash : hash);
            return same && hash != null;
        }));
    }

    private boolean checks(String password, String hash) {
        try {
            return BcryptFunction.getInstanceFromHash(hash).check(password, hash);
        } catch (BadParametersException foreignHash) {
            return false;
        }
    }

    private <T> Future<T> submit(java.util.concurrent.Callable<T> work) {
        try {
            return worker.submit(work);
        } catch (RejectedExecutionException full) {
            throw new Busy();
        }
    }

    private static <T> T await(Future<T> work) {
        try {
            return work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Busy();
        } catch (TimeoutException late) {
            work.cancel(false);
            throw new Busy();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("hashing failed", broken.getCause());
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
