/**
 * Somebody else's wallets, for tests: the books ({@link dev.stagedoor.testkit.tokens.TokenBank}), the HTTP contract served from them with seeded faults
 * ({@link dev.stagedoor.testkit.tokens.TokenApiServer}), the same without sockets ({@link dev.stagedoor.testkit.tokens.FaultyTokens}), and the contract that
 * every remote provider keeps ({@link dev.stagedoor.testkit.tokens.RemoteTokenProviderContract}).
 */
@NullMarked
package dev.stagedoor.testkit.tokens;

import org.jspecify.annotations.NullMarked;
