package dev.stagedoor.core.tokens;

/**
 * What a token provider can do.
 *
 * @param honoursIdempotencyKey whether a repeated request with the same key has one effect
 * @param looksUp whether the outcome of an earlier request can be asked for
 * @param refunds whether it can pay back
 * @param history whether it lists a wallet's movements
 */
public record TokenCapabilities(boolean honoursIdempotencyKey, boolean looksUp, boolean refunds, boolean history) {}
