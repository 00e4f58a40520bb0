package dev.stagedoor.server.payment;

import dev.stagedoor.server.config.TokensApi;
import dev.stagedoor.tokens.http.HttpTokenProvider;
import dev.stagedoor.tokens.http.TokenApiAuth;
import dev.stagedoor.tokens.http.TokenApiShape;
import dev.stagedoor.tokens.http.UserIdentity;
import java.time.InstantSource;

/** Makes the client of the external token API from what the operator set. */
public final class RemoteWallets {

    private RemoteWallets() {}

    /** The client; its clock reads Retry-After dates. */
    public static HttpTokenProvider of(TokensApi api, InstantSource clock) {
        TokenApiShape.Builder shape = TokenApiShape.builder();
        api.balancePath().ifPresent(shape::balancePath);
        api.deductPath().ifPresent(shape::deductPath);
        api.refundPath().ifPresent(shape::refundPath);
        api.lookUpPath().ifPresent(shape::lookUpPath);
        return HttpTokenProvider.builder(api.url(), TokenApiAuth.bearer(api.key()))
                .user(UserIdentity.header(api.userHeader()))
                .honoursIdempotencyKey(api.honoursKey())
                .shape(shape.build())
                .clock(clock)
                .build();
    }
}
