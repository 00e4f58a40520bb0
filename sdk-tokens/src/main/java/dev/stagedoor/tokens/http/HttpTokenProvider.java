package dev.stagedoor.tokens.http;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.LookUpResult;
import dev.stagedoor.core.tokens.RemoteDebit;
import dev.stagedoor.core.tokens.RemoteRefund;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.core.tokens.TokenCapabilities;
import dev.stagedoor.core.tokens.TokenProviderException;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Client of an external token API: {@code GET /api/tokens/balance} gives {@code {balance}}, {@code POST /api/tokens/deduct} takes {@code
 * {amount,reason,metadata}} and gives {@code {success,newBalance,transactionId}}. Every POST carries {@code Idempotency-Key}. Paths, fields, credentials and
 * the way a user is named are options, so that an API with other names is reached without code.
 *
 * <table>
 * <caption>What each answer to a deduction or refund means</caption>
 * <tr><th>what happens</th><th>outcome</th></tr>
 * <tr><td>2xx, JSON, {@code success:true}, a transaction id, a whole balance or none</td><td>accepted</td></tr>
 * <tr><td>2xx, {@code success:false} without a code or with one of {@link TokenApiShape.Builder#insufficientCodes}; 402; any 4xx with such a
 * code</td><td>insufficient</td></tr>
 * <tr><td>2xx, {@code success:false} with another code; 400, 422 where the key is not honoured, and every 4xx not named below</td><td>refused</td></tr>
 * <tr><td>2xx with anything else: malformed, wrong types, wrong content type, too long, a fractional or negative balance</td><td>ambiguous</td></tr>
 * <tr><td>301, 302, 303 (never followed; what they answer may be done)</td><td>ambiguous</td></tr>
 * <tr><td>any other 3xx (never followed)</td><td>not applied, configuration</td></tr>
 * <tr><td>401, 403, 404, 405, 406, 407, 410, 411, 413, 414, 415, 421, 426, 431, 451; TLS handshake; no credentials for the
 * user</td><td>not applied, configuration</td></tr>
 * <tr><td>408, 425, 429, with {@code Retry-After} in seconds or as a date</td><td>not applied, busy</td></tr>
 * <tr><td>409; 422 where the key is honoured</td><td>conflict</td></tr>
 * <tr><td>5xx</td><td>ambiguous, unless {@link Builder#statusesWithoutEffect} names it: then not applied, busy</td></tr>
 * <tr><td>connection refused, host unknown, connect time-out</td><td>not applied, unreachable</td></tr>
 * <tr><td>no complete answer within the time-out, connection lost after sending, the thread interrupted while waiting</td><td>ambiguous</td></tr>
 * </table>
 *
 * <p>A call is repeated with the same key, after a growing jittered pause, when its outcome was "not applied, unreachable or busy", and when it was
 * ambiguous and {@link Builder#honoursIdempotencyKey} is set. A repetition never makes an ambiguous call look certain: when one attempt was ambiguous and the
 * last was refused or not applied, the call is ambiguous, because the earlier one may still be on its way.
 *
 * <p>Immutable and safe for use by many threads. An interrupt ends a call early and stays set.
 */
public final class HttpTokenProvider implements RemoteTokenProvider {
    /** How long connecting may take unless said otherwise. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** How long one request may take, with its answer, unless said otherwise. */
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(5);

    /** How often a call is sent at most unless said otherwise. */
    public static final int DEFAULT_ATTEMPTS = 3;

    /** The longest answer that is read, in bytes, unless said otherwise. */
    public static final int DEFAULT_LONGEST_BODY = 64 * 1024;

    private final String address;
    private final TokenApiShape shape;
    private final TokenCapabilities capabilities;
    private final Requests requests;
    private final Transport transport;
    private final ReplyReader replies;
    private final Repetition repetition;

    private HttpTokenProvider(Builder from) {
        address = from.baseUrl.getScheme() + "://" + from.baseUrl.getRawAuthority();
        shape = from.shape;
        capabilities = new TokenCapabilities(
                from.honoursIdempotencyKey,
                shape.lookUpPath().isPresent(),
                shape.refundPath().isPresent(),
                false);
        requests = new Requests(from.baseUrl, shape, from.auth, from.identity, from.keyHeader);
        transport = new Transport(from.client(), from.requestTimeout, from.longestBody);
        replies = new ReplyReader(shape, from.statusesWithoutEffect, from.honoursIdempotencyKey, from.clock);
        repetition = new Repetition(
                from.attempts,
                new Backoff(from.firstPause, from.longestPause),
                from.honoursIdempotencyKey,
                from.random,
                from.pause);
    }

    /**
     * @param baseUrl where the API is, {@code https} (or {@code http} on loopback), without query; paths are appended to it
     * @param auth how the API knows that it is us
     * @return a builder for the contract as given: the user in {@code X-User-Id}, no key honoured, no look-up, no refund
     */
    public static Builder builder(URI baseUrl, TokenApiAuth auth) {
        return new Builder(baseUrl, auth);
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public TokenCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public Tokens balance(UserId userId) {
        HttpRequest request = requests.balance(userId)
                .orElseThrow(() -> new TokenProviderException(
                        "balance: there are no credentials for user " + userId, false, null));
        return repetition.balance(() -> balanceOnce(request));
    }

    private ReplyReader.Balance balanceOnce(HttpRequest request) {
        Transport.Attempt attempt = transport.exchange(request);
        if (attempt instanceof Transport.Reply reply) {
            return replies.balance(reply);
        }
        if (attempt instanceof Transport.NotSent it) {
            return new ReplyReader.Balance(Optional.empty(), it.why(), !it.hopeless());
        }
        return new ReplyReader.Balance(Optional.empty(), ((Transport.Lost) attempt).why(), true);
    }

    @Override
    public RemoteResult debit(RemoteDebit debit) {
        return move("deduct", requests.deduct(debit));
    }

    @Override
    public RemoteResult refund(RemoteRefund refund) {
        return shape.refundPath()
                .map(path -> move("refund", requests.refund(path, refund)))
                .orElseGet(RemoteResult.Unsupported::new);
    }

    private RemoteResult move(String what, Optional<HttpRequest> request) {
        if (request.isEmpty()) {
            return new RemoteResult.NotApplied(
                    RemoteResult.Fault.CONFIGURATION, "there are no credentials for this user", Optional.empty());
        }
        return repetition.movement(what, () -> moveOnce(request.get()));
    }

    private RemoteResult moveOnce(HttpRequest request) {
        Transport.Attempt attempt = transport.exchange(request);
        if (attempt instanceof Transport.Reply reply) {
            return replies.movement(reply);
        }
        if (attempt instanceof Transport.NotSent it) {
            RemoteResult.Fault fault =
                    it.hopeless() ? RemoteResult.Fault.CONFIGURATION : RemoteResult.Fault.UNREACHABLE;
            return new RemoteResult.NotApplied(fault, it.why(), Optional.empty());
        }
        return new RemoteResult.Ambiguous(((Transport.Lost) attempt).why());
    }

    @Override
    public LookUpResult lookUp(TransferId id, UserId userId) {
        Optional<String> path = shape.lookUpPath();
        if (path.isEmpty()) {
            return new LookUpResult.Unsupported();
        }
        return requests.lookUp(path.get(), id, userId)
                .map(request -> repetition.lookUp(() -> lookUpOnce(request)))
                .orElseGet(() -> new LookUpResult.Unknown("there are no credentials for this user"));
    }

    private LookUpResult lookUpOnce(HttpRequest request) {
        Transport.Attempt attempt = transport.exchange(request);
        if (attempt instanceof Transport.Reply reply) {
            return replies.lookedUp(reply);
        }
        return new LookUpResult.Unknown(
                attempt instanceof Transport.NotSent it ? it.why() : ((Transport.Lost) attempt).why());
    }

    @Override
    public String toString() {
        return "HttpTokenProvider[" + address + ", " + capabilities + "]";
    }

    /** Lets time pass between attempts. */
    @FunctionalInterface
    public interface Pause {
        /**
         * @param length how long
         * @throws InterruptedException when the thread is interrupted; the call ends with what is known
         */
        void await(Duration length) throws InterruptedException;
    }

    /** Collects options. Not for use by several threads. */
    public static final class Builder {
        private static final int LONGEST_BODY_AT_ALL = 16 * 1024 * 1024;
        private static final int MOST_ATTEMPTS = 10;

        private final URI baseUrl;
        private final TokenApiAuth auth;
        private TokenApiShape shape = TokenApiShape.standard();
        private UserIdentity identity = UserIdentity.header("X-User-Id");
        private String keyHeader = "Idempotency-Key";
        private boolean honoursIdempotencyKey;
        private boolean plainHttpAllowed;
        private Set<Integer> statusesWithoutEffect = Set.of();
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private Duration requestTimeout = DEFAULT_REQUEST_TIMEOUT;
        private int attempts = DEFAULT_ATTEMPTS;
        private Duration firstPause = Duration.ofMillis(100);
        private Duration longestPause = Duration.ofSeconds(2);
        private int longestBody = DEFAULT_LONGEST_BODY;
        private InstantSource clock = InstantSource.system();
        private RandomGenerator random = new SecureRandom();
        private Pause pause = length -> Thread.sleep(length.toMillis());
        private Optional<HttpClient> client = Optional.empty();

        private Builder(URI baseUrl, TokenApiAuth auth) {
            this.baseUrl = baseUrl;
            this.auth = auth;
        }

        /**
         * @param names paths and fields; {@link TokenApiShape#standard()} unless said otherwise
         * @return this
         */
        public Builder shape(TokenApiShape names) {
            shape = names;
            return this;
        }

        /**
         * @param how a call says whose wallet it is about; the header {@code X-User-Id} unless said otherwise
         * @return this
         */
        public Builder user(UserIdentity how) {
            identity = how;
            return this;
        }

        /**
         * @param field the header of the idempotency key; {@code Idempotency-Key} unless said otherwise
         * @return this
         */
        public Builder keyHeader(String field) {
            keyHeader = Headers.name("keyHeader", field);
            return this;
        }

        /**
         * @param honoured whether the API promises that all POSTs with one key have one effect; false unless said otherwise. Setting it for an API that does not keep the promise charges people twice
         * @return this
         */
        public Builder honoursIdempotencyKey(boolean honoured) {
            honoursIdempotencyKey = honoured;
            return this;
        }

        /**
         * @param statuses 5xx statuses of which the API's documentation says that nothing has happened, such as 503; none unless said otherwise
         * @return this
         */
        public Builder statusesWithoutEffect(int... statuses) {
            Set<Integer> set = new TreeSet<>();
            for (int status : statuses) {
                require(status >= 500 && status <= 599, "statusesWithoutEffect are 500 to 599", status);
                set.add(status);
            }
            statusesWithoutEffect = Set.copyOf(set);
            return this;
        }

        /**
         * @param timeout how long connecting may take, 1 ms to 1 minute; not used when a {@link #client} is lent
         * @return this
         */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        /**
         * @param timeout how long one request may take, from connecting to the last byte of the answer, 1 ms to 5 minutes
         * @return this
         */
        public Builder requestTimeout(Duration timeout) {
            requestTimeout = timeout;
            return this;
        }

        /**
         * @param most how often a call is sent, 1 to 10; the user waits meanwhile, and what is not known then is the reconciler's
         * @return this
         */
        public Builder attempts(int most) {
            attempts = most;
            return this;
        }

        /**
         * @param first the longest pause after the first attempt, at least 1 ms
         * @param longest the longest pause at all; an API that asks to wait longer ends the call
         * @return this
         */
        public Builder pauses(Duration first, Duration longest) {
            firstPause = first;
            longestPause = longest;
            return this;
        }

        /**
         * @param bytes the longest answer that is read, 1 KiB to 16 MiB
         * @return this
         */
        public Builder longestBody(int bytes) {
            longestBody = bytes;
            return this;
        }

        /**
         * @param allowed whether credentials may cross a network in clear text; only over loopback unless said otherwise
         * @return this
         */
        public Builder allowPlainHttp(boolean allowed) {
            plainHttpAllowed = allowed;
            return this;
        }

        /**
         * @param source reads {@code Retry-After} dates against it; the system's unless said otherwise
         * @return this
         */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /**
         * @param source jitters pauses
         * @return this
         */
        public Builder random(RandomGenerator source) {
            random = source;
            return this;
        }

        /**
         * @param waiting lets time pass between attempts; the thread sleeps unless said otherwise
         * @return this
         */
        public Builder pause(Pause waiting) {
            pause = waiting;
            return this;
        }

        /**
         * @param lent with its own connect time-out, TLS and proxy settings; it must never follow redirects
         * @return this
         */
        public Builder client(HttpClient lent) {
            client = Optional.of(lent);
            return this;
        }

        /**
         * @return the provider
         * @throws IllegalArgumentException when an option is out of range; the message names it
         */
        public HttpTokenProvider build() {
            requireBaseUrl();
            requireWithin("connectTimeout", connectTimeout, Duration.ofMinutes(1));
            requireWithin("requestTimeout", requestTimeout, Duration.ofMinutes(5));
            requireWithin("pauses", firstPause, longestPause);
            require(attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts is 1 to " + MOST_ATTEMPTS, attempts);
            require(
                    longestBody >= 1024 && longestBody <= LONGEST_BODY_AT_ALL,
                    "longestBody is 1024 to " + LONGEST_BODY_AT_ALL,
                    longestBody);
            client.ifPresent(lent -> require(
                    lent.followRedirects() == HttpClient.Redirect.NEVER,
                    "client never follows redirects",
                    lent.followRedirects()));
            return new HttpTokenProvider(this);
        }

        private void requireBaseUrl() {
            String scheme = Optional.ofNullable(baseUrl.getScheme())
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .orElse("");
            boolean fine = (scheme.equals("https") || scheme.equals("http"))
                    && baseUrl.getHost() != null
                    && baseUrl.getRawUserInfo() == null
                    && baseUrl.getRawQuery() == null
                    && baseUrl.getRawFragment() == null;
            if (!fine) {
                throw new IllegalArgumentException(
                        "baseUrl is an http or https address with a host, and without user, query and fragment");
            }
            if (scheme.equals("http") && auth.isSecret() && !plainHttpAllowed && !Loopback.names(baseUrl.getHost())) {
                throw new IllegalArgumentException(
                        "baseUrl is https where credentials are sent, or allowPlainHttp says that clear text is meant");
            }
        }

        private static void requireWithin(String option, Duration given, Duration most) {
            require(
                    given.toMillis() >= 1 && given.compareTo(most) <= 0,
                    option + " is 1 ms to " + most.toMillis() + " ms",
                    given);
        }

        private static void require(boolean fine, String rule, Object given) {
            if (!fine) {
                throw new IllegalArgumentException(rule + ", not " + given);
            }
        }

        private HttpClient client() {
            return client.orElseGet(() -> HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connectTimeout)
                    .build());
        }
    }
}
