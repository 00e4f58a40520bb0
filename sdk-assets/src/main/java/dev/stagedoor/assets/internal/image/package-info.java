/** Pictures: told by their first bytes, measured before they are decoded, and drawn anew by image libraries. */
@NullMarked
package dev.stagedoor.assets.internal.image;

import org.jspecify.annotations.NullMarked;
