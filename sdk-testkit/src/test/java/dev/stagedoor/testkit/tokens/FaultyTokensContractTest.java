package dev.stagedoor.testkit.tokens;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

class FaultyTokensContractTest {
    private abstract static class InMemory extends RemoteTokenProviderContract {
        private final FaultyTokens provider;

        InMemory(boolean honoursKeys, boolean looksUp, boolean refunds) {
            provider = new FaultyTokens(new TokenBank(honoursKeys), looksUp, refunds);
        }

        @Override
        protected RemoteTokenProvider provider() {
            return provider;
        }

        @Override
        protected UserId personWith(long tokens) {
            UserId user = new UserId(UUID.randomUUID());
            provider.bank().fund(user.toString(), tokens);
            return user;
        }
    }

    @Nested
    class WithNothing extends InMemory {
        WithNothing() {
            super(false, false, false);
        }
    }

    @Nested
    class WithEverything extends InMemory {
        WithEverything() {
            super(true, true, true);
        }
    }
}
