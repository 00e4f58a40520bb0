/** The front door, {@link dev.stagedoor.core.StreamingPlatform}, and the few things every room shares: ids, violations, the root of all faults. */
@NullMarked
package dev.stagedoor.core;

import org.jspecify.annotations.NullMarked;
