/**
 * Wallets behind somebody else's HTTP API: {@code GET /api/tokens/balance} and {@code POST /api/tokens/deduct}, and APIs with other names. Entry point:
 * {@link dev.stagedoor.tokens.http.HttpTokenProvider}.
 */
@NullMarked
package dev.stagedoor.tokens.http;

import org.jspecify.annotations.NullMarked;
