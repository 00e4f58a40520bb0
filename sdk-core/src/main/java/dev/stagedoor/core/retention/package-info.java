/** How long recordings stay and when a class moves to the catalog: pure functions of the end of a class. */
@NullMarked
package dev.stagedoor.core.retention;

import org.jspecify.annotations.NullMarked;
