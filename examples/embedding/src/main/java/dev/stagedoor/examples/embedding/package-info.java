/** The README's program. */
@NullMarked
package dev.stagedoor.examples.embedding;

import org.jspecify.annotations.NullMarked;
