package dev.stagedoor.server;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.server.auth.Sessions;
import dev.stagedoor.server.config.ServerConfig;
import dev.stagedoor.server.http.Assets;
import dev.stagedoor.server.http.Door;
import dev.stagedoor.server.http.Gatekeepers;
import dev.stagedoor.server.http.OwnUrls;
import dev.stagedoor.server.http.RateLimits;
import dev.stagedoor.server.http.Reception;
import dev.stagedoor.server.http.Templates;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.time.InstantSource;

/**
 * What the rooms of the server share.
 *
 * @param config what the operator set
 * @param clock the server's time; in demo mode it may be ahead
 * @param platform the library's front door
 * @param ledger the wallets
 * @param sessions web sessions and access tokens
 * @param gatekeepers who comes in and how
 * @param reception signing up and in
 * @param assets style sheets, scripts, icons
 * @param templates the pages
 */
public record App(
        ServerConfig config,
        InstantSource clock,
        StreamingPlatform platform,
        LedgerTokenProvider ledger,
        Sessions sessions,
        Gatekeepers gatekeepers,
        Reception reception,
        Assets assets,
        Templates templates) {

    /** Cookies of signing in and out, and of the instructor area. */
    public Door door() {
        return gatekeepers.door();
    }

    /** Addresses of this server as a caller knows it. */
    public OwnUrls urls() {
        return new OwnUrls(config.publicUrl());
    }

    /** How often who may do what. */
    public RateLimits limits() {
        return gatekeepers.limits();
    }
}
