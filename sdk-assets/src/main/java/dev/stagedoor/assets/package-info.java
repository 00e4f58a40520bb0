/** Keeps recordings and pictures as files, and serves replays from any asset store. */
@NullMarked
package dev.stagedoor.assets;

import org.jspecify.annotations.NullMarked;
