/** Money in whole tokens, and what a provider of wallets promises. Entry point for adapters: {@link dev.stagedoor.core.tokens.TokenProvider}. */
@NullMarked
package dev.stagedoor.core.tokens;

import org.jspecify.annotations.NullMarked;
