/**
 * Keeps recordings and pictures as files, and serves replays from any asset store. Entry points: {@link dev.stagedoor.assets.FileAssetStore} keeps files,
 * {@link dev.stagedoor.assets.AssetRecordingProvider} takes finished recordings there and signs tickets, {@link dev.stagedoor.assets.ReplayEndpoint} serves
 * them, {@link dev.stagedoor.assets.ThumbnailImages} and {@link dev.stagedoor.assets.Placeholder} make pictures.
 */
@NullMarked
package dev.stagedoor.assets;

import org.jspecify.annotations.NullMarked;
