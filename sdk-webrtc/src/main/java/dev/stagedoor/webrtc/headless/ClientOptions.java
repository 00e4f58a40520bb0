package dev.stagedoor.webrtc.headless;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.webrtc.Backoff;
import dev.stagedoor.webrtc.HttpTransport;
import dev.stagedoor.webrtc.Signaling;
import dev.stagedoor.webrtc.jdk.JdkHttp;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What publisher and player can be told alike. */
final class ClientOptions {
    private final Optional<URI> fixed;
    private final Supplier<URI> endpoints;
    private final boolean counterOffers;
    private final List<Consumer<ClientState>> stateListeners = new ArrayList<>();
    private @Nullable HttpTransport http;
    private Optional<String> bearer = Optional.empty();
    private Optional<InetAddress> localAddress = Optional.empty();
    private RandomGenerator random = RandomGenerator.getDefault();
    private Duration firstPause = Duration.ofMillis(500);
    private Duration longestPause = Duration.ofSeconds(15);
    private Duration connectTimeout = Duration.ofSeconds(15);
    private Duration consentGrace = Duration.ofSeconds(10);
    private boolean reconnect = true;
    private boolean retryWhenNotFound;
    private boolean plainHttp;

    ClientOptions(URI endpoint, boolean counterOffers) {
        this(Optional.of(endpoint), () -> endpoint, counterOffers);
    }

    ClientOptions(Supplier<URI> endpoints, boolean counterOffers) {
        this(Optional.empty(), requireNonNull(endpoints, "endpoints"), counterOffers);
    }

    private ClientOptions(Optional<URI> fixed, Supplier<URI> endpoints, boolean counterOffers) {
        this.fixed = fixed;
        this.endpoints = endpoints;
        this.counterOffers = counterOffers;
    }

    void bearer(String token) {
        bearer = Optional.of(token);
    }

    void http(HttpTransport transport) {
        http = requireNonNull(transport, "http");
    }

    void localAddress(InetAddress address) {
        localAddress = Optional.of(address);
    }

    void random(RandomGenerator generator) {
        random = requireNonNull(generator, "random");
    }

    void reconnect(boolean again) {
        reconnect = again;
    }

    void pauses(Duration first, Duration longest) {
        new Backoff(first, longest, random);
        firstPause = first;
        longestPause = longest;
    }

    void connectTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout must be positive");
        }
        connectTimeout = timeout;
    }

    void retryWhenNotFound(boolean retry) {
        retryWhenNotFound = retry;
    }

    void allowPlainHttp(boolean allow) {
        plainHttp = allow;
    }

    void onState(Consumer<ClientState> listener) {
        stateListeners.add(requireNonNull(listener, "listener"));
    }

    /** Fails early on what would fail with each attempt. */
    void validate() {
        if (http == null) {
            http = JdkHttp.create();
        }
        fixed.ifPresent(this::signaling);
    }

    URI endpoint() {
        return endpoints.get();
    }

    Signaling signaling(URI endpoint) {
        Signaling.Builder builder = Signaling.builder(requireNonNull(http), endpoint)
                .counterOffers(counterOffers)
                .allowPlainHttp(plainHttp);
        bearer.ifPresent(builder::bearer);
        return builder.build();
    }

    Backoff backoff() {
        return new Backoff(firstPause, longestPause, random);
    }

    Optional<InetAddress> localAddress() {
        return localAddress;
    }

    boolean reconnect() {
        return reconnect;
    }

    boolean retryWhenNotFound() {
        return retryWhenNotFound;
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration consentGrace() {
        return consentGrace;
    }

    List<Consumer<ClientState>> stateListeners() {
        return stateListeners;
    }
}
