package dev.stagedoor.cloudflare.stream;

import java.util.List;
import java.util.OptionalLong;

/**
 * All live inputs of an account: this list has no pages.
 *
 * @param liveInputs in Cloudflare's order
 * @param range how many Cloudflare says are in the answer
 * @param total how many Cloudflare says there are
 */
public record LiveInputList(List<LiveInputSummary> liveInputs, OptionalLong range, OptionalLong total) {}
