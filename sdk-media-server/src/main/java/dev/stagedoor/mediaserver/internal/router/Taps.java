package dev.stagedoor.mediaserver.internal.router;

import dev.stagedoor.mediaserver.spi.MediaTap;
import java.util.concurrent.Executor;

/**
 * Who gets copies.
 *
 * @param tap asked for each live input
 * @param executor runs its calls
 */
public record Taps(MediaTap tap, Executor executor) {}
