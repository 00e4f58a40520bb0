/** Live inputs: what a media provider offers and promises. Entry point for adapters: {@link dev.stagedoor.core.media.LiveInputProvider}. */
@NullMarked
package dev.stagedoor.core.media;

import org.jspecify.annotations.NullMarked;
