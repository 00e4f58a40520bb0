/** Files in a folder: reading without following links, listing in order, writing so that a crash leaves nothing half there. */
@NullMarked
package dev.stagedoor.assets.internal.files;

import org.jspecify.annotations.NullMarked;
