package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.testkit.internal.LoopbackHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Cloudflare Stream of your own on loopback: one account with its REST API, uploads, webhooks and media addresses, faithful to what is published
 * about the service, with faults of your choice and a clock of yours. What it does not do, and what nobody outside knows, is listed in
 * {@code docs/local-cloudflare.md}. It never speaks to anything but loopback. Safe for use by many threads.
 */
public final class LocalCloudflare implements AutoCloseable {
    /** The only account. */
    public static final String ACCOUNT_ID = "0123456789abcdef0123456789abcdef";

    /** A user's token with all rights; verified at {@code /user/tokens/verify}. */
    public static final String API_TOKEN = "emulator-token";

    /** A token that the account owns, with all rights; verified at {@code /accounts/{id}/tokens/verify}. */
    public static final String ACCOUNT_API_TOKEN = "cfat_emulator-token";

    private static final Logger LOG = LoggerFactory.getLogger(LocalCloudflare.class);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Builder settings;
    private final Faults faults = new Faults();
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Running running;

    private LocalCloudflare(Builder settings) {
        this.settings = settings;
    }

    private record Running(
            HttpServer server,
            ExecutorService threads,
            Clockwork clockwork,
            CloudflareAccount account,
            Store store,
            Desk desk,
            MediaHandler media) {}

    /** {@return what can be set; every setting has a default} */
    public static Builder builder() {
        return new Builder();
    }

    /** What can be set before the start. Not safe for use by many threads. */
    public static final class Builder {
        private int port;
        private int mediaPort;
        private InstantSource clock = InstantSource.system();
        private RandomGenerator random = new SecureRandom();
        private @Nullable Path dataDirectory;
        private Duration encodingTime = Duration.ofSeconds(2);
        private int storageMinutes = 1000;
        private int calls;
        private Duration window = Duration.ofMinutes(5);

        private Builder() {}

        /**
         * @param port of HTTP on loopback; 0, the default, for a free one
         * @return this
         */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * @param port of media (UDP and TCP) on loopback; 0, the default, for a free one
         * @return this
         */
        public Builder mediaPort(int port) {
            mediaPort = port;
            return this;
        }

        /**
         * @param clock for every time in answers, for encoding, time-outs, deletions and retries; default: the system's
         * @return this
         */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /**
         * @param random for identifiers and secrets, not for RSA keys; default: {@link SecureRandom}
         * @return this
         */
        public Builder random(RandomGenerator random) {
            this.random = random;
            return this;
        }

        /**
         * @param directory where state and files survive a restart; default: a temporary folder that {@link #close} deletes
         * @return this
         */
        public Builder dataDirectory(Path directory) {
            dataDirectory = directory;
            return this;
        }

        /**
         * @param time from the last byte of an upload, or the end of a broadcast's time-out, to ready; zero or more, default 2 s of the clock
         * @return this
         */
        public Builder encodingTime(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("encodingTime must not be negative");
            }
            encodingTime = time;
            return this;
        }

        /**
         * @param minutes that can be stored; default 1000
         * @return this
         */
        public Builder storageMinutes(int minutes) {
            storageMinutes = minutes;
            return this;
        }

        /**
         * Off by default. The service's own figures are 1,200 and five minutes.
         *
         * @param calls that are answered in a window; more get 429 with {@code Retry-After}
         * @param window fixed, from the first call in it, by the clock
         * @return this
         */
        public Builder callLimit(int calls, Duration window) {
            this.calls = calls;
            this.window = window;
            return this;
        }

        /**
         * @return running
         * @throws UncheckedIOException when the port is taken or the folder cannot be read
         */
        public LocalCloudflare start() {
            LocalCloudflare local = new LocalCloudflare(this);
            local.run();
            return local;
        }
    }

    private void run() {
        try {
            HttpServer server = LoopbackHttp.create(settings.port);
            Path directory = settings.dataDirectory;
            Store store = directory == null ? Store.temporary() : Store.in(directory);
            Urls urls = new Urls(
                    URI.create("http://localhost:" + server.getAddress().getPort()));
            CloudflareAccount account = new CloudflareAccount(
                    new Ground(store, settings.clock, settings.random, urls, settings.encodingTime));
            Optional<CallLimit> limit = settings.calls == 0
                    ? Optional.empty()
                    : Optional.of(new CallLimit(settings.calls, settings.window, settings.clock));
            Desk desk = new Desk(account, faults, limit, settings.storageMinutes);
            MediaHandler media = media(account);
            account.cutWith(media::cut);
            ExecutorService threads = Executors.newCachedThreadPool(LoopbackHttp.daemons("local-cloudflare"));
            Clockwork clockwork = new Clockwork(account);
            running = new Running(server, threads, clockwork, account, store, desk, media);
            server.setExecutor(threads);
            server.createContext("/", desk::handle);
            server.createContext(Urls.MEDIA, exchange -> media(exchange, media));
            server.start();
            clockwork.start();
        } catch (IOException fault) {
            throw new UncheckedIOException("the local Cloudflare did not start on port " + settings.port, fault);
        }
    }

    private MediaHandler media(CloudflareAccount account) {
        return new MediaPaths(account, Urls.MEDIA, settings.mediaPort);
    }

    private static void media(HttpExchange exchange, MediaHandler media) throws IOException {
        if (!media.handle(exchange)) {
            try (exchange) {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("the local Cloudflare is not running");
        }
        return now;
    }

    /** {@return the base of the API, {@code http://localhost:<port>/client/v4}} */
    public URI apiBase() {
        return running().account().ground().urls().api();
    }

    /** {@return what stands for {@code https://customer-<CODE>.cloudflarestream.com}: {@code http://localhost:<port>/customer-emulator}} */
    public URI mediaBase() {
        return running().account().ground().urls().media();
    }

    /** What the media host sees and reports. */
    MediaState mediaState() {
        return running().account();
    }

    /** {@return what goes wrong} */
    public Faults faults() {
        return faults;
    }

    /** {@return every call of the API and of upload addresses, also those that went wrong; the oldest first} */
    public List<Call> calls() {
        return running().desk().calls();
    }

    /** {@return the calls that fit, as {@link Faults#callsOf} finds them; the oldest first} */
    public List<Call> calls(Predicate<Call> which) {
        return calls().stream().filter(which).toList();
    }

    /** {@return every attempt to deliver a webhook or a notification; the oldest first} */
    public List<Delivery> deliveries() {
        return running().clockwork().deliveries();
    }

    /**
     * An encoder connects by RTMPS: what WHIP never does, this makes a video. Within the time-out after the last end, the same video goes on.
     *
     * @param inputUid of an enabled input that records
     * @return the video's uid
     * @throws IllegalStateException when there is no such input, it is disabled, or its mode is {@code off}
     */
    public String beginRtmpsBroadcast(String inputUid) {
        CloudflareAccount account = running().account();
        return account.locked(() -> {
            String video = account.broadcasts().begin(input(account, inputUid));
            account.notifications().raise(inputUid, "live_input.connected", Optional.empty());
            return video;
        });
    }

    /**
     * The encoder goes away.
     *
     * @param inputUid of an input that is broadcast to
     * @throws IllegalStateException when nobody broadcasts to it
     */
    public void endRtmpsBroadcast(String inputUid) {
        CloudflareAccount account = running().account();
        account.locked(() -> {
            account.broadcasts().end(input(account, inputUid));
            account.notifications().raise(inputUid, "live_input.disconnected", Optional.empty());
        });
    }

    /**
     * Sends the notification of an input that is fed what the service cannot use.
     *
     * @param inputUid of the input
     * @param code such as {@code ERR_UNSUPPORTED_VIDEO_CODEC}
     */
    public void raiseLiveError(String inputUid, String code) {
        CloudflareAccount account = running().account();
        account.locked(() -> account.notifications().raise(inputUid, "live_input.errored", Optional.of(code)));
    }

    private static ObjectNode input(CloudflareAccount account, String uid) {
        return account.ground()
                .store()
                .find(Shelf.INPUTS, uid)
                .orElseThrow(() -> new IllegalStateException("there is no such live input"));
    }

    /** Every complete upload and every broadcast that has ended is ready, or has failed, from now on. */
    public void finishEncoding() {
        CloudflareAccount account = running().account();
        account.locked(() -> account.videos().finishEncoding());
    }

    /** Stops within seconds; calls that are held are cut off. State and files stay where a folder was given. */
    @Override
    public void close() {
        Running now = running;
        if (now == null || closed.getAndSet(true)) {
            return;
        }
        now.clockwork().close();
        now.server().stop(0);
        now.media().close();
        now.threads().shutdownNow();
        try {
            if (!now.threads().awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a call of the local Cloudflare does not end");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        now.store().discard();
    }
}
