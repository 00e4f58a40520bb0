package dev.stagedoor.cloudflare.stream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Some of the videos of a query.
 *
 * @param videos in the query's order; none that an earlier page had
 * @param range how many Cloudflare says are in the answer, if counts were asked for
 * @param total how many Cloudflare says there are from here on, if counts were asked for
 * @param next the query of the next page; empty at the last
 */
public record VideoPage(List<Video> videos, OptionalLong range, OptionalLong total, Optional<VideoQuery> next) {}
