package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A client of Cloudflare Stream for one account. Every call is synchronous; interrupting the calling thread ends it with {@link CloudflareIoException} and
 * leaves the thread interrupted.
 *
 * <p>A call is repeated after a random, growing pause when that cannot do harm: GET, HEAD, PUT and DELETE, and what sets fields to values, after a lost
 * connection, a time-out, 408, 425 and 5xx; a POST with an idempotency key likewise; every call after 429, honouring {@code Retry-After}, and when no connection came about. All
 * others end with an exception whose {@link CloudflareStreamException#effectUnknown} is true when something may have happened.
 *
 * <p>Faults are {@link CloudflareStreamException}s. Neither they, nor logs, nor any {@code toString} hold the API token, stream keys, WHIP or WHEP addresses,
 * passphrases or signed addresses. Immutable and safe for use by many threads.
 */
public final class CloudflareStream {
    /** Where the API is. */
    public static final URI DEFAULT_BASE_URL = URI.create("https://api.cloudflare.com/client/v4");

    private final Api api;
    private final LiveInputs liveInputs;
    private final Videos videos;
    private final Captions captions;
    private final AudioTracks audioTracks;
    private final Downloads downloads;
    private final Watermarks watermarks;
    private final SigningKeys signingKeys;
    private final WebhookSettings webhook;
    private final TusUploads uploads;
    private final Analytics analytics;
    private final MediaHost media;

    private CloudflareStream(Builder from) {
        api = new Api(from.baseUrl, from.accountId, new Transport(from, from.client()));
        liveInputs = new LiveInputs(api);
        videos = new Videos(api);
        captions = new Captions(api);
        audioTracks = new AudioTracks(api);
        downloads = new Downloads(api);
        watermarks = new Watermarks(api);
        signingKeys = new SigningKeys(api);
        webhook = new WebhookSettings(api);
        uploads = new TusUploads(api);
        analytics = new Analytics(api);
        media = new MediaHost(api);
    }

    /**
     * @param accountId 32 hexadecimal digits
     * @param apiToken with the permission Account, Stream, Edit; is shown nowhere
     * @return a builder
     * @throws IllegalArgumentException when one of them cannot be right
     */
    public static Builder builder(String accountId, String apiToken) {
        return new Builder(accountId, apiToken);
    }

    /** {@return live inputs: what publishers send to} */
    public LiveInputs liveInputs() {
        return liveInputs;
    }

    /** {@return videos: uploads, and recordings of RTMPS and SRT broadcasts} */
    public Videos videos() {
        return videos;
    }

    /** {@return captions of videos} */
    public Captions captions() {
        return captions;
    }

    /** {@return additional audio tracks of videos} */
    public AudioTracks audioTracks() {
        return audioTracks;
    }

    /** {@return files made of videos} */
    public Downloads downloads() {
        return downloads;
    }

    /** {@return pictures put into videos} */
    public Watermarks watermarks() {
        return watermarks;
    }

    /** {@return keys that sign viewers' tokens} */
    public SigningKeys signingKeys() {
        return signingKeys;
    }

    /** {@return the account's webhook for videos} */
    public WebhookSettings webhook() {
        return webhook;
    }

    /** {@return uploads that can be resumed} */
    public TusUploads uploads() {
        return uploads;
    }

    /** {@return figures of how much was watched} */
    public Analytics analytics() {
        return analytics;
    }

    /** {@return what the media host tells of live inputs} */
    public MediaHost media() {
        return media;
    }

    Api api() {
        return api;
    }

    /** Shows the account and the address, without the token. */
    @Override
    public String toString() {
        return "CloudflareStream[account=" + api.accountId() + "]";
    }

    /** Collects options. Not for use by several threads. */
    public static final class Builder {
        private static final Pattern ACCOUNT = Pattern.compile("[0-9a-fA-F]{32}");
        private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{1,4096}");

        final String accountId;
        final String apiToken;
        URI baseUrl = DEFAULT_BASE_URL;
        Duration timeout = Duration.ofSeconds(30);
        int attempts = 4;
        Duration firstPause = Duration.ofMillis(500);
        Duration longestPause = Duration.ofSeconds(20);
        Duration patience = Duration.ofMinutes(1);
        int calls = 1200;
        Duration window = Duration.ofMinutes(5);
        InstantSource clock = InstantSource.system();
        RandomGenerator random = new SecureRandom();
        Sleeper sleeper = time -> Thread.sleep(time.toMillis());
        private Optional<HttpClient> http = Optional.empty();
        private boolean plainHttpAllowed;

        private Builder(String accountId, String apiToken) {
            Options.require(ACCOUNT.matcher(accountId).matches(), "accountId must be 32 hexadecimal digits");
            Options.require(
                    TOKEN.matcher(apiToken).matches(), "apiToken must be visible ASCII characters without spaces");
            this.accountId = accountId;
            this.apiToken = apiToken;
        }

        /**
         * @param address of the API with its {@code /client/v4}; http on loopback only, unless {@link #allowPlainHttp}
         * @return this
         */
        public Builder baseUrl(URI address) {
            baseUrl = address;
            return this;
        }

        /**
         * @param allowed whether the token may cross a network in clear text
         * @return this
         */
        public Builder allowPlainHttp(boolean allowed) {
            plainHttpAllowed = allowed;
            return this;
        }

        /**
         * @param client with connect time-out, TLS and proxy of its own; must not follow redirects
         * @return this
         */
        public Builder http(HttpClient client) {
            http = Optional.of(client);
            return this;
        }

        /**
         * @param each how long one attempt may take from connecting to the last byte of the answer, 1 ms to 10 minutes; 30 s unless said otherwise. Uploads of files get the time they need at 1 Mbit/s beside
         * @return this
         */
        public Builder timeout(Duration each) {
            timeout = each;
            return this;
        }

        /**
         * @param most how often a call is sent at most, 1 to 10; 4 unless said otherwise
         * @return this
         */
        public Builder attempts(int most) {
            attempts = most;
            return this;
        }

        /**
         * @param first the longest pause after the first attempt, at least 1 ms; 500 ms unless said otherwise
         * @param longest the longest pause of our own at all; 20 s unless said otherwise
         * @return this
         */
        public Builder pauses(Duration first, Duration longest) {
            firstPause = first;
            longestPause = longest;
            return this;
        }

        /**
         * @param longest the longest single wait, be it for {@code Retry-After} or for a turn within the limit of calls, up to 1 hour; a minute unless said otherwise. A call that would have to wait longer ends with {@link RateLimitedException}, which says how long
         * @return this
         */
        public Builder patience(Duration longest) {
            patience = longest;
            return this;
        }

        /**
         * The limit that this client keeps by itself. Cloudflare's is 1,200 in 5 minutes for all clients of a token together: give each of several its share.
         *
         * @param most calls within any span of this length, 1 to 100,000
         * @param span 1 ms to 1 hour
         * @return this
         */
        public Builder callLimit(int most, Duration span) {
            calls = most;
            window = span;
            return this;
        }

        /**
         * @param source for the limit of calls and dates in {@code Retry-After}; the system's unless said otherwise
         * @return this
         */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /**
         * @param source makes pauses random; must be safe for many threads
         * @return this
         */
        public Builder random(RandomGenerator source) {
            random = source;
            return this;
        }

        /**
         * @param waiting lets time pass; the thread sleeps unless said otherwise
         * @return this
         */
        public Builder sleeper(Sleeper waiting) {
            sleeper = waiting;
            return this;
        }

        /**
         * @return the client; nothing is sent before it is used
         * @throws IllegalArgumentException when an option is out of range; the message names it
         */
        public CloudflareStream build() {
            Options.requireBaseUrl(baseUrl, plainHttpAllowed);
            Options.requireWithin("timeout", timeout, Duration.ofMinutes(10));
            Options.requireWithin("pauses", firstPause, longestPause);
            Options.requireWithin("patience", patience, Duration.ofHours(1));
            Options.requireWithin("callLimit", window, Duration.ofHours(1));
            Options.require(attempts >= 1 && attempts <= 10, "attempts must be 1 to 10");
            Options.require(calls >= 1 && calls <= 100_000, "callLimit must be 1 to 100000 calls");
            http.ifPresent(lent -> Options.require(
                    lent.followRedirects() == HttpClient.Redirect.NEVER,
                    "http must be a client that never follows redirects"));
            return new CloudflareStream(this);
        }

        private HttpClient client() {
            return http.orElseGet(() -> HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build());
        }

        /** Shows no token. */
        @Override
        public String toString() {
            return "CloudflareStream.Builder[account=" + accountId + "]";
        }
    }
}
