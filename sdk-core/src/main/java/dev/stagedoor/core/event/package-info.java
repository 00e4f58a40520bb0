/** What has happened, for listeners in the same process such as a server that pushes to open pages. */
@NullMarked
package dev.stagedoor.core.event;

import org.jspecify.annotations.NullMarked;
