/** The one gate that every door asks. Entry point: {@link dev.stagedoor.core.access.AccessGate}. */
@NullMarked
package dev.stagedoor.core.access;

import org.jspecify.annotations.NullMarked;
