/** Files of recordings and pictures: what is asked of a place that keeps bytes. Entry point for adapters: {@link dev.stagedoor.core.asset.AssetStore}. */
@NullMarked
package dev.stagedoor.core.asset;

import org.jspecify.annotations.NullMarked;
