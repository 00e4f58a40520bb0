package dev.stagedoor.server.api;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.TestServer;
import dev.stagedoor.testkit.tokens.RemoteTokenProviderContract;
import dev.stagedoor.tokens.http.HttpTokenProvider;
import dev.stagedoor.tokens.http.TokenApiAuth;
import dev.stagedoor.tokens.http.UserIdentity;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

/** This server is the reference of the external token API: our client of that API keeps its contract against it. */
class OwnTokenApiTest extends RemoteTokenProviderContract {

    private static final long WELCOME = 50;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Map<UserId, String> accessTokens = new HashMap<>();
    private final RemoteTokenProvider provider = HttpTokenProvider.builder(
                    URI.create("http://localhost:" + SERVER.port()),
                    TokenApiAuth.perUser(user -> Optional.ofNullable(accessTokens.get(user))))
            .user(UserIdentity.implied())
            .honoursIdempotencyKey(true)
            .build();

    @Override
    protected RemoteTokenProvider provider() {
        return provider;
    }

    @Override
    protected UserId personWith(long tokens) {
        Client.Answer signedUp = SERVER.signUpSomebody();
        UserId id = UserId.parse(signedUp.json().path("userId").asText()).orElseThrow();
        String token = signedUp.json().path("accessToken").asText();
        accessTokens.put(id, token);
        if (tokens < WELCOME) {
            SERVER.anonymous()
                    .with("Authorization", "Bearer " + token)
                    .post("/api/tokens/deduct", Map.of("amount", WELCOME - tokens))
                    .expect(200);
        }
        return id;
    }
}
