package dev.stagedoor.core.session;

import dev.stagedoor.core.tokens.Tokens;

/**
 * Figures of one class.
 *
 * @param enrollments people with a seat now
 * @param revenue what they paid together, refunds taken off
 * @param peakViewers the most people who watched at once
 */
public record StreamStatistics(long enrollments, Tokens revenue, int peakViewers) {}
