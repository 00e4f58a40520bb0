/** How the rooms are furnished. Not exported, not promised. */
@NullMarked
package dev.stagedoor.core.internal;

import org.jspecify.annotations.NullMarked;
