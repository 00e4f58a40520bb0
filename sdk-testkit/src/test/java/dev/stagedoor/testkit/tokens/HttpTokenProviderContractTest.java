package dev.stagedoor.testkit.tokens;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.tokens.http.HttpTokenProvider;
import dev.stagedoor.tokens.http.TokenApiAuth;
import dev.stagedoor.tokens.http.TokenApiShape;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class HttpTokenProviderContractTest {
    private abstract static class OverHttp extends RemoteTokenProviderContract {
        private final TokenApiServer server;
        private final RemoteTokenProvider provider;

        OverHttp(boolean honoursKeys, TokenApiShape shape) {
            server = TokenApiServer.start(new TokenBank(honoursKeys), "a-key");
            provider = HttpTokenProvider.builder(server.baseUrl(), TokenApiAuth.bearer("a-key"))
                    .honoursIdempotencyKey(honoursKeys)
                    .shape(shape)
                    .build();
        }

        @Override
        protected RemoteTokenProvider provider() {
            return provider;
        }

        @Override
        protected UserId personWith(long tokens) {
            UserId user = new UserId(UUID.randomUUID());
            server.bank().fund(user.toString(), tokens);
            return user;
        }

        @AfterEach
        void stop() {
            server.close();
        }
    }

    @Nested
    class TheContractAsGiven extends OverHttp {
        TheContractAsGiven() {
            super(false, TokenApiShape.standard());
        }
    }

    @Nested
    class EverythingThereIs extends OverHttp {
        EverythingThereIs() {
            super(
                    true,
                    TokenApiShape.builder()
                            .refundPath("/api/tokens/refund")
                            .lookUpPath("/api/tokens/transactions/{key}")
                            .build());
        }
    }
}
