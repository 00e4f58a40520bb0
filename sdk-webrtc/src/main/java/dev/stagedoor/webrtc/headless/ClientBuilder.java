package dev.stagedoor.webrtc.headless;

import dev.stagedoor.webrtc.HttpTransport;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Options that publisher and player have in common. Callbacks run on the loop's thread and must not block.
 *
 * @param <B> the builder itself
 */
public abstract sealed class ClientBuilder<B extends ClientBuilder<B>>
        permits WhipPublisher.Builder, WhepPlayer.Builder {
    final ClientOptions options;

    ClientBuilder(URI endpoint, boolean counterOffers) {
        this.options = new ClientOptions(endpoint, counterOffers);
    }

    ClientBuilder(Supplier<URI> endpoints, boolean counterOffers) {
        this.options = new ClientOptions(endpoints, counterOffers);
    }

    abstract B self();

    /** The token for {@code Authorization: Bearer}; none by default. */
    public B bearer(String token) {
        options.bearer(token);
        return self();
    }

    /** The HTTP client; by default each client makes one of the JDK. Hand one in when there are many. */
    public B http(HttpTransport transport) {
        options.http(transport);
        return self();
    }

    /** The address to announce; by default the one that the network uses towards the endpoint. */
    public B localAddress(InetAddress address) {
        options.localAddress(address);
        return self();
    }

    /** For jitter between attempts. */
    public B random(RandomGenerator generator) {
        options.random(generator);
        return self();
    }

    /** Whether to connect again after a loss; on by default. Off: the first loss closes the client. */
    public B reconnect(boolean again) {
        options.reconnect(again);
        return self();
    }

    /** Pauses between attempts: the longest first one and the longest of all; 500 ms and 15 s by default. */
    public B pauses(Duration first, Duration longest) {
        options.pauses(first, longest);
        return self();
    }

    /** How long one attempt may take until media can flow; 15 s by default. */
    public B connectTimeout(Duration timeout) {
        options.connectTimeout(timeout);
        return self();
    }

    /** Allows {@code http} to hosts other than loopback. Off by default. */
    public B allowPlainHttp(boolean allow) {
        options.allowPlainHttp(allow);
        return self();
    }

    /** Adds a listener of state changes. */
    public B onState(Consumer<ClientState> listener) {
        options.onState(listener);
        return self();
    }
}
