package dev.stagedoor.core.audience;

/**
 * People, not devices.
 *
 * @param viewers who watch now
 * @param peakViewers the most who watched at once
 */
public record AudienceCount(int viewers, int peakViewers) {}
