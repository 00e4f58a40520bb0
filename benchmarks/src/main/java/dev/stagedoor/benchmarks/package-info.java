/** Tools that reproduce every published number. */
@NullMarked
package dev.stagedoor.benchmarks;

import org.jspecify.annotations.NullMarked;
